//! The layout: one page per form where it fits, nothing outside the margins, no overlaps.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use motcua_forms::layout::{Area, Item, MARGIN, Page, lay_out};
use motcua_forms::sheet::{Block, Line};
use motcua_forms::{Applicant, Sheet};

use crate::samples;
use crate::texts::texts;

fn lines(page: &Page) -> Vec<(Area, &str)> {
    let mut lines = Vec::new();
    for item in &page.items {
        if let Item::Text(text) = item {
            lines.push((text.area().unwrap(), text.text.as_str()));
        }
    }
    lines
}

fn rectangles(page: &Page) -> impl Iterator<Item = &Area> {
    page.items.iter().flat_map(|item| match item {
        Item::Rectangles(areas) => areas.as_slice(),
        Item::Text(_) => &[],
    })
}

fn overlap(a: &Area, b: &Area) -> bool {
    let slack = 0.05;
    a.x + slack < b.x + b.width
        && b.x + slack < a.x + a.width
        && a.y + slack < b.y + b.height
        && b.y + slack < a.y + a.height
}

/// Every form with ordinary and with very long data, laid out once for all tests.
static LAID_OUT: LazyLock<Vec<(&str, Sheet, Vec<Page>)>> = LazyLock::new(|| {
    let laid_out = |(name, sheet): (&'static str, Sheet)| {
        let pages = lay_out(&sheet).unwrap();
        (name, sheet, pages)
    };
    sheets().into_iter().map(laid_out).collect()
});

fn sheets() -> Vec<(&'static str, Sheet)> {
    let mut sheets = samples::all().unwrap();
    sheets.push(("very long", Sheet::fill(&samples::very_long_receipt(), samples::day(6)).unwrap()));
    let mut reasons = samples::refusal();
    reasons.reason = "Hồ sơ không đủ điều kiện theo quy định của pháp luật. ".repeat(300);
    sheets.push(("very long reason", Sheet::fill(&reasons, samples::day(6)).unwrap()));
    let stretched = sheets.iter().map(|(name, sheet)| (*name, stretched(sheet))).collect::<Vec<_>>();
    sheets.extend(stretched);
    sheets
}

/// The same sheet with five times as much text everywhere.
fn stretched(sheet: &Sheet) -> Sheet {
    let longer = |text: &mut String| *text = [text.as_str(); 5].join(" ");
    let lines = |lines: &mut Vec<Line>| {
        for line in lines {
            if let Line::Text { runs, .. } = line {
                runs.iter_mut().for_each(|run| longer(&mut run.text));
            }
        }
    };
    let mut sheet = sheet.clone();
    for block in &mut sheet.blocks {
        match block {
            Block::Lines { lines: of, .. } => lines(of),
            Block::Columns(columns) => columns.iter_mut().for_each(|column| lines(&mut column.lines)),
            Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(longer),
        }
    }
    sheet
}

#[test]
fn no_text_is_lost_however_long() {
    for (name, sheet, pages) in LAID_OUT.iter() {
        let mut placed: BTreeMap<char, usize> = BTreeMap::new();
        for page in pages {
            lines(page).iter().flat_map(|(_, text)| text.chars()).for_each(|c| *placed.entry(c).or_default() += 1);
        }
        let mut expected: BTreeMap<char, usize> = BTreeMap::new();
        texts(sheet).iter().flat_map(|text| text.chars()).for_each(|c| *expected.entry(c).or_default() += 1);
        for (c, count) in expected.into_iter().filter(|(c, _)| !c.is_whitespace()) {
            assert!(placed.get(&c).is_some_and(|placed| *placed >= count), "{name}: {c} {count} times");
        }
    }
}

#[test]
fn forms_01_to_06_fit_one_a5_page() {
    for (name, sheet) in samples::all().unwrap() {
        let pages = lay_out(&sheet).unwrap();
        let wide = sheet.form == "07";
        assert_eq!(pages.len() == 1, !wide, "{name} has {} pages", pages.len());
        let (width, height) = if wide { (297.0, 210.0) } else { (148.0, 210.0) };
        for page in &pages {
            assert!((page.width - width * 72.0 / 25.4).abs() < 0.01, "{name}");
            assert!((page.height - height * 72.0 / 25.4).abs() < 0.01, "{name}");
        }
    }
}

#[test]
fn nothing_is_outside_the_margins() {
    for (name, _, pages) in LAID_OUT.iter() {
        for page in pages {
            let texts = lines(page).into_iter().map(|(area, text)| (area, text.to_owned()));
            let areas = texts.chain(rectangles(page).map(|area| (*area, "a rule".to_owned())));
            for (area, what) in areas {
                assert!(area.x >= MARGIN - 0.1 && area.x + area.width <= page.width - MARGIN + 0.1, "{name}: {what}");
                assert!(area.y >= MARGIN - 0.1 && area.y + area.height <= page.height - MARGIN + 0.1, "{name}: {what}");
            }
        }
    }
}

#[test]
fn lines_of_text_do_not_overlap() {
    for (name, _, pages) in LAID_OUT.iter() {
        for page in pages {
            let lines = lines(page);
            for (at, (a, one)) in lines.iter().enumerate() {
                for (b, other) in &lines[at + 1..] {
                    assert!(!overlap(a, b), "{name}: {one:?} and {other:?}");
                }
            }
        }
    }
}

#[test]
fn rules_and_qr_codes_do_not_overlap_text() {
    for (name, _, pages) in LAID_OUT.iter() {
        for page in pages {
            for (line, text) in lines(page) {
                assert!(!rectangles(page).any(|area| overlap(area, &line)), "{name}: {text:?}");
            }
        }
    }
}

#[test]
fn long_text_shrinks_and_then_continues_on_another_page() {
    let size = |sheet: &Sheet| match &lay_out(sheet).unwrap()[0].items[0] {
        Item::Text(text) => text.size,
        Item::Rectangles(_) => 0.0,
    };
    let ordinary = Sheet::fill(&samples::receipt(), samples::day(6)).unwrap();
    let mut longer = samples::receipt();
    longer.applicant =
        Applicant { address: "Tổ 9, phường Tân Phong, tỉnh Lai Châu ".repeat(14), ..longer.applicant };
    let longer = Sheet::fill(&longer, samples::day(6)).unwrap();
    assert_eq!(lay_out(&longer).unwrap().len(), 1);
    assert!(size(&longer) < size(&ordinary));

    let very_long = Sheet::fill(&samples::very_long_receipt(), samples::day(6)).unwrap();
    let pages = lay_out(&very_long).unwrap();
    assert!(pages.len() > 1);
    let printed: String = pages.iter().flat_map(lines).map(|(_, text)| text).collect();
    assert_eq!(printed.matches('Ằ').count(), 150, "no letter of a very long word is lost");
    assert!((1..=24).all(|no| printed.contains(&format!("{no}. Chứng thực"))), "no paper is lost");
}

#[test]
fn the_register_repeats_its_head_on_every_page() {
    let sheet = Sheet::fill(&samples::register(200), samples::day(6)).unwrap();
    let pages = lay_out(&sheet).unwrap();
    assert!(pages.len() > 3);
    for (at, page) in pages.iter().enumerate() {
        let printed: Vec<&str> = lines(page).into_iter().map(|(_, text)| text).collect();
        assert_eq!(printed.iter().filter(|text| **text == "Mã hồ sơ").count(), 1, "page {at}");
        assert!(printed.contains(&format!("Trang {}/{}", at + 1, pages.len()).as_str()));
    }
    let rows = pages.iter().flat_map(lines).filter(|(_, text)| text.starts_with("H35.08-251006-")).count();
    assert_eq!(rows, 200);
}
