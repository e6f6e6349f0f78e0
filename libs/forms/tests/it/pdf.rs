//! The finished file, read by others: parsed, its text extracted, drawn, its code read.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use motcua_forms::{Sheet, html, layout, pdf};
use rqrr::PreparedImage;

use crate::samples::{self, ADDRESS, CODE, NAME};
use crate::texts;

/// Text without white space: an extractor is free to guess where lines end.
fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn extracted(sheet: &Sheet) -> String {
    packed(&pdf_extract::extract_text_from_mem(&pdf::render(sheet).unwrap()).unwrap())
}

/// The text of an HTML document: without style sheet and tags.
fn text_of(page: &str) -> String {
    let body = page.split_once("<main").unwrap().1.split_once('>').unwrap().1;
    let text: String =
        body.split('<').filter_map(|part| part.split_once('>').map_or(Some(part), |(_, text)| Some(text))).collect();
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

/// The first page, drawn at three dots a point, as grey values.
fn drawn(file: Vec<u8>) -> (usize, usize, Vec<u8>) {
    let pdf = Pdf::new(file).unwrap();
    let scale = PixmapSettings { x_scale: 3.0, y_scale: 3.0, bg_color: WHITE };
    let cache = RenderCache::new();
    let settings = (InterpreterSettings::default(), RenderSettings::default());
    let pixels = hayro::render(&pdf.pages()[0], &cache, &settings.0, &settings.1, &scale);
    let grey = pixels.data_as_u8_slice().chunks(4).map(|pixel| pixel[0]).collect();
    (usize::from(pixels.width()), usize::from(pixels.height()), grey)
}

#[test]
fn another_reader_finds_the_pages_the_layout_has() {
    for (name, sheet) in samples::all().unwrap() {
        let pdf = Pdf::new(pdf::render(&sheet).unwrap()).unwrap();
        assert_eq!(pdf.pages().len(), layout::lay_out(&sheet).unwrap().len(), "{name}");
    }
}

#[test]
fn names_with_tones_and_the_code_can_be_searched() {
    for (name, sheet) in samples::all().unwrap() {
        let text = extracted(&sheet);
        assert!(text.contains(&packed(NAME)), "{name} lacks the name:\n{text}");
        assert!(text.contains(CODE), "{name} lacks the code");
    }
}

#[test]
fn tones_typed_separately_print_as_composed_letters() {
    let mut receipt = samples::receipt();
    receipt.applicant.name = "Nguye\u{302}\u{303}n Thi\u{323} Hoa\u{300}".to_owned();
    let sheet = Sheet::fill(&receipt, samples::day(6)).unwrap();
    assert!(extracted(&sheet).contains("NguyễnThịHoà"));
    assert!(html::render(&sheet).unwrap().contains("Nguyễn Thị Hoà"));
}

#[test]
fn paper_and_screen_say_the_same() {
    for (name, sheet) in samples::all().unwrap() {
        let (paper, screen) = (placed(&sheet), packed(&text_of(&html::render(&sheet).unwrap())));
        for text in texts(&sheet) {
            let text = packed(&text);
            assert!(screen.contains(&text), "{name}: the page lacks {text:?}");
            assert!(paper.contains(&text), "{name}: the paper lacks {text:?}");
        }
        // Nor does one say more; the register repeats its head and counts its pages.
        if sheet.form != "07" {
            assert_eq!(paper.chars().count(), screen.chars().count(), "{name}");
        }
    }
}

/// All text of the layout without white space.
fn placed(sheet: &Sheet) -> String {
    let pages = layout::lay_out(sheet).unwrap();
    let text = |item: layout::Item| match item {
        layout::Item::Text(text) => packed(&text.text),
        layout::Item::Black(_) => String::new(),
    };
    pages.into_iter().flat_map(|page| page.items).map(text).collect()
}

#[test]
fn the_code_on_paper_leads_to_the_lookup_address() {
    for (name, sheet) in samples::all().unwrap().into_iter().filter(|(_, sheet)| sheet.form != "07") {
        let (width, height, grey) = drawn(pdf::render(&sheet).unwrap());
        let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
        let read: Vec<String> = image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect();
        let carries = sheet.form != "06";
        assert_eq!(read, if carries { vec![ADDRESS.to_owned()] } else { Vec::new() }, "{name}");
    }
}

#[test]
fn letters_the_typeface_lacks_print_as_boxes() {
    let mut receipt = samples::receipt();
    receipt.applicant.name = "Lò 王 \u{1f600} Mai".to_owned();
    let sheet = Sheet::fill(&receipt, samples::day(6)).unwrap();
    assert_eq!(Pdf::new(pdf::render(&sheet).unwrap()).unwrap().pages().len(), 1);
}

#[test]
fn the_same_sheet_gives_the_same_file() {
    let sheet = Sheet::fill(&samples::receipt(), samples::day(6)).unwrap();
    let file = pdf::render(&sheet).unwrap();
    assert_eq!(file, pdf::render(&sheet).unwrap());
    assert!(file.len() < 100_000, "the font is subset: {} bytes", file.len());
}
