//! Required and forbidden contents of the HTML.

use motcua_forms::forms::{Paper, PaperKind};
use motcua_forms::{Applicant, Sheet, html};

use crate::samples;

#[test]
fn markup_typed_by_an_applicant_is_escaped() {
    let mut receipt = samples::receipt();
    receipt.applicant = Applicant {
        name: "<script>alert(1)</script> \"Mai\" & 'Lò'".to_owned(),
        address: "</p><img src=x onerror=alert(2)>".to_owned(),
        ..receipt.applicant
    };
    receipt.papers.push(Paper { name: "</td><b>x</b>".to_owned(), kind: PaperKind::Copy, quantity: 1 });
    receipt.dossier.code = "\"><script>".to_owned();
    receipt.lookup.address = "https://example.vn/\"onload=\"alert(3)".to_owned();
    let page = html::render(&Sheet::fill(&receipt, samples::day(6)).unwrap()).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;Mai&quot; &amp; &#39;Lò&#39;"));
    for forbidden in ["<script", "<img", "<b>", "\"onload", "style=\"", "http-equiv"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn a_page_is_complete_and_loads_no_resource() {
    for (name, sheet) in samples::all().unwrap() {
        let page = html::render(&sheet).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"vi\">") && page.ends_with("</html>\n"), "{name}");
        assert!(page.contains(&format!("<style>{}</style>", html::style_sheet(sheet.paper))), "{name}");
        for reference in ["src=", "href=", "url(", "@import"] {
            assert!(!page.contains(reference), "{name}: {reference}");
        }
    }
}

#[test]
fn every_tag_is_closed() {
    for (name, sheet) in samples::all().unwrap() {
        let page = html::render(&sheet).unwrap();
        for tag in ["p", "h1", "td", "th", "tr", "table", "section", "strong", "em", "small", "svg", "main", "footer"] {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{name}: {tag}");
        }
    }
}
