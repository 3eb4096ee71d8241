"""The keys of sources.yaml with their descriptions, for the reader, the schema and the messages."""

ROOT = {
    "as_of": "The date of the data; every pulled fact bears it.",
    "period": "The quarter under review, as 2026-Q4.",
    "language": "The language of the documents, and of the hints in a new plan.yaml.",
    "tables": "The tables by name: files or queries.",
    "account": "Which accounts there are; each gets one plan.",
    "lists": "The lists of the plan by their paths, such as deals or profile.people.",
}
TABLE = {
    "file": "A CSV file or a workbook (.xlsx), beside this file; ${NAME} is a variable of the environment.",
    "sheet": "The sheet of a workbook; by default the first.",
    "encoding": "The encoding of a CSV file, such as gb18030; detected by default.",
    "delimiter": "The character between the cells of a CSV file; detected by default.",
    "decimal": "The decimal separator of numbers: '.' or ','; detected by default.",
    "format": "The format of dates, such as DD/MM/YYYY; detected by default.",
    "header": "The row that has the names of the columns; by default the first that is not empty.",
    "until_blank": "yes: the table ends at the first empty row; what follows is not part of it.",
    "sql": "A query of a database.",
    "url": "The address of the database for SQLAlchemy; passwords as ${NAME}, from the environment.",
}
ACCOUNT = {
    "from": "The table with a row for each account.",
    "key": "The column by whose value the rows of other tables name the account.",
    "id": "The column of which the account's id is made; by default that of the key.",
    "fields": "The fields of the account by name.",
    "where": "An expression; rows for which it is false are left out.",
    "take": "Which of the accounts get a plan: {top: 30, by: COLUMN} or {where: EXPRESSION}.",
    "money": "The currency and unit of the plans' amounts.",
}
TAKE = {
    "top": "How many accounts, those with the greatest values first.",
    "by": "The column with the value.",
    "where": "An expression; accounts for which it is false get no plan.",
    "having": "A list of the plan: accounts without an entry of it get no plan.",
}
MONEY = {"currency": "Three letters of ISO 4217.", "unit": "one, thousand, million or billion."}
LIST = {
    "from": "The table.",
    "account": "The column that holds the account's key; without it, every plan gets all rows.",
    "id": "The column of which the entries' ids are made.",
    "where": "An expression; rows for which it is false are left out.",
    "fields": "The fields of an entry by name.",
    "used": "yes: keep only the entries that something in the plan names.",
}
FIELD = {
    "column": "The column.",
    "words": "What the words of the column are in the plan; a word that is not listed rejects the row.",
    "unit": "The unit of the column's amounts: one, thousand, million, billion; percent for shares.",
    "currency": "The column that names the currency of each amount; an empty cell means that of `money`.",
    "format": "The format of the column's dates, such as DD/MM/YYYY.",
    "default": "The value where the cell is empty.",
    "split": "The sign between several values of a cell.",
    "value": "A constant, the same in every row.",
    "expression": "An expression on the row, such as number(row['Price']) * 12.",
}
