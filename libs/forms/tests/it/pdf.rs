//! The finished PDF, read by other libraries: parsed, its text extracted, rendered, its QR code decoded.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use motcua_forms::{Sheet, html, layout, pdf};
use rqrr::PreparedImage;

use crate::samples::{self, ADDRESS, CODE, NAME};
use crate::texts::texts;

/// Text without white space: extractors differ in where they end lines.
fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn extracted(sheet: &Sheet) -> String {
    without_spaces(&pdf_extract::extract_text_from_mem(&pdf::render(sheet).unwrap()).unwrap())
}

/// The text of an HTML document: without style sheet and tags.
fn text_of(page: &str) -> String {
    let body = page.split_once("<main").unwrap().1.split_once('>').unwrap().1;
    let text: String =
        body.split('<').filter_map(|part| part.split_once('>').map_or(Some(part), |(_, text)| Some(text))).collect();
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

/// The first page, rendered at three pixels per point, as grey values.
fn rendered(file: Vec<u8>) -> (usize, usize, Vec<u8>) {
    let pdf = Pdf::new(file).unwrap();
    let scale = PixmapSettings { x_scale: 3.0, y_scale: 3.0, bg_color: WHITE };
    let cache = RenderCache::new();
    let settings = (InterpreterSettings::default(), RenderSettings::default());
    let pixels = hayro::render(&pdf.pages()[0], &cache, &settings.0, &settings.1, &scale);
    let grey = pixels.data_as_u8_slice().chunks(4).map(|pixel| pixel[0]).collect();
    (usize::from(pixels.width()), usize::from(pixels.height()), grey)
}

#[test]
fn the_pdf_has_the_pages_of_the_layout() {
    for (name, sheet) in samples::all().unwrap() {
        let pdf = Pdf::new(pdf::render(&sheet).unwrap()).unwrap();
        assert_eq!(pdf.pages().len(), layout::lay_out(&sheet).unwrap().len(), "{name}");
    }
}

#[test]
fn names_with_tones_and_the_dossier_code_can_be_extracted() {
    for (name, sheet) in samples::all().unwrap() {
        let text = extracted(&sheet);
        assert!(text.contains(&without_spaces(NAME)), "{name} lacks the name:\n{text}");
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
fn pdf_and_html_have_the_same_text() {
    for (name, sheet) in samples::all().unwrap() {
        let (paper, screen) = (laid_out(&sheet), without_spaces(&text_of(&html::render(&sheet).unwrap())));
        for text in texts(&sheet) {
            let text = without_spaces(&text);
            assert!(screen.contains(&text), "{name}: the page lacks {text:?}");
            assert!(paper.contains(&text), "{name}: the paper lacks {text:?}");
        }
        // Neither has additional text, except the register, which repeats its head and numbers its pages.
        if sheet.form != "07" {
            assert_eq!(paper.chars().count(), screen.chars().count(), "{name}");
        }
    }
}

/// All text of the layout without white space.
fn laid_out(sheet: &Sheet) -> String {
    let pages = layout::lay_out(sheet).unwrap();
    let text = |item: layout::Item| match item {
        layout::Item::Text(text) => without_spaces(&text.text),
        layout::Item::Rectangles(_) => String::new(),
    };
    pages.into_iter().flat_map(|page| page.items).map(text).collect()
}

#[test]
fn the_qr_code_contains_the_lookup_address() {
    for (name, sheet) in samples::all().unwrap().into_iter().filter(|(_, sheet)| sheet.form != "07") {
        let (width, height, grey) = rendered(pdf::render(&sheet).unwrap());
        let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
        let read: Vec<String> = image.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect();
        let has_code = sheet.form != "06";
        assert_eq!(read, if has_code { vec![ADDRESS.to_owned()] } else { Vec::new() }, "{name}");
    }
}

#[test]
fn characters_missing_in_the_font_print_as_boxes() {
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
