"""What a document may link to, and where addresses occur in plain text."""

import pytest

from kamdeck.text.addresses import LONGEST, NOWHERE, address, field_link, find_addresses, web_address


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("https://example.com/a?b=1&c=2#d", "https://example.com/a?b=1&c=2#d"),
        (" https://example.com/Annual Report 2025.pdf ", "https://example.com/Annual%20Report%202025.pdf"),
        ("https://example.com/a%20b", "https://example.com/a%20b"),
        ("https://example.com/100%/a%zz", "https://example.com/100%25/a%25zz"),
        ('https://example.com/a|b^c`d{e}"f<g>\\h', "https://example.com/a%7Cb%5Ec%60d%7Be%7D%22f%3Cg%3E%5Ch"),
        ("https://例え.example/年报?年=1#第三章", "https://xn--r8jz45g.example/%E5%B9%B4%E6%8A%A5?%E5%B9%B4=1#%E7%AC%AC%E4%B8%89%E7%AB%A0"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://a_b.例え。jp/", "https://a_b.xn--r8jz45g.jp/"),
        ("https://ＦＵＬＬ.example/", "https://full.example/"),
        ("HTTPS://Example.COM/A", "https://example.com/A"),
        ("www.example.com/a b", "https://www.example.com/a%20b"),
        ("https://example.com/a\r\n\tb\u200b", "https://example.com/ab"),
        ("http://intranet:8080/x", "http://intranet:8080/x"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("li@example.com", "mailto:li@example.com"),
        ("MAILTO:li@example.com?subject=Hello World", "mailto:li@example.com?subject=Hello%20World"),
        ("mailto:li@example.com,wu@例え.example", "mailto:li@example.com,wu@xn--r8jz45g.example"),
    ],
)  # fmt: skip
def test_an_address_is_percent_encoded_and_its_host_is_ascii(written: str, target: str):
    assert address(written) == target
    assert address(target) == target


@pytest.mark.parametrize(
    "written",
    [
        "",
        "words",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "JavaScript://example.com/%0aalert(1)",
        "file:///c:/x.exe",
        "data:text/html,x",
        "vbscript:x",
        "S:\\Accounts\\Plan.docx",
        "\\\\server\\share\\Plan.docx",
        "http://[broken",
        "https://",
        "https:example.com",
        "www.",
        "http://exa mple.com",
        "http://example.com:99999/",
        "https://example.com\\@evil.example",
        "https://" + "a" * 64 + ".example",
        "https://example.com/\ud800",
        "li wei@example.com",
        "mailto:",
        "mailto:li",
        "https://example.com/" + "a" * LONGEST,
    ],
)
def test_texts_that_are_not_addresses_give_no_link(written: str):
    assert address(written) == ""
    assert web_address(written) == ""


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("example.com", "https://example.com"),
        ("example.com/Report 1", "https://example.com/Report%201"),
        ("例え.jp/年报", "https://xn--r8jz45g.jp/%E5%B9%B4%E6%8A%A5"),
        ("report.docx", ""),
        ("Version 2.0", ""),
        ("1.2.3.4", ""),
        ("see example.com", ""),
        ("https://a.example https://b.example", ""),
        ("li@example.com; wu@example.com", ""),
    ],
)
def test_a_field_for_addresses_accepts_a_host_without_scheme(written: str, target: str):
    assert web_address(written) == target


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://a.example/x, and www.b.example. Mail li.wei@c.example!", ["https://a.example/x", "www.b.example", "li.wei@c.example"]),
        ("(https://a.example/x_(y))", ["https://a.example/x_(y)"]),
        ("详见https://a.example/report的内容，或https://a.example/年报。", ["https://a.example/report", "https://a.example/年报"]),
        ("邮箱li@a.example，谢谢", ["li@a.example"]),
        ('"https://a.example" <https://b.example>', ["https://a.example", "https://b.example"]),
        ("https://a.example/@user/x@y", ["https://a.example/@user/x@y"]),
        ("li@a.example; wu@b.example", ["li@a.example", "wu@b.example"]),
        ("example.com is a name, @acme another, 2 @ 3.5 a price", []),
        ("http:// www. a@b", []),
        ("javascript://a.example", []),
    ],
)  # fmt: skip
def test_addresses_are_found_in_plain_text_without_the_punctuation_around_them(text: str, found: list[str]):
    assert [text[start:end] for start, end, _ in find_addresses(text)] == found


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("li@example.com", "mailto:li@example.com"),
        ("bob smith@x.example", NOWHERE),
        ("mailto:a b@x.example", NOWHERE),
        ("ms-word:ofe|u|http://x.example/a.docx", NOWHERE),
        ("JAVASCRIPT:alert(1)//http://x.example", NOWHERE),
        ("S:\\Plan.docx", NOWHERE),
        ("https://a.example, https://b.example", ""),
        ("li@example.com; wu@example.com", ""),
    ],
)
def test_a_field_for_addresses_links_as_a_whole_or_not_at_all(written: str, target: str):
    assert field_link(written) == target
    assert address(NOWHERE) == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("javascript:alert(1)//http://x.example", 0),
        ("open ms-word:ofe|u|https://x.example/a.docx now", 0),
        ("(ms-excel:ofv|u|https://x.example/a.xlsx)", 0),
        ("data:text/html,https://x.example and https://y.example", 1),
        ("Report:https://x.example, data:https://y.example", 2),
        ("skype:bob@x.example", 0),
        ("see file: https://x.example", 1),
        ("报告：https://x.example", 1),
    ],
)
def test_a_part_of_an_unsupported_address_is_not_linked_in_text(text: str, count: int):
    assert len(find_addresses(text)) == count
