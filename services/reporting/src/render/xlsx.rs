//! Form 06a as an Excel workbook: thirteen columns under their printed heading, and the other figures on a second
//! sheet.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::language::VIETNAMESE;
use super::summary::{reopened, summary};
use crate::domain::{Form06a, Review, Row};

const HEADING: u32 = 4;
const NUMBERS: u32 = HEADING + 3;
const FIRST_ROW: u32 = NUMBERS + 1;
const A4: u8 = 9;

/// Cells of the heading that span others: first row and column, last row and column, text.
const SPANS: [(u32, u16, u32, u16, &str); 14] = [
    (0, 0, 2, 0, "TT"),
    (0, 1, 2, 1, "Lĩnh vực, công việc giải quyết theo cấp"),
    (0, 2, 0, 5, "Số hồ sơ tiếp nhận"),
    (0, 6, 0, 9, "Số hồ sơ đã giải quyết"),
    (0, 10, 0, 12, "Số hồ sơ đang giải quyết"),
    (1, 2, 2, 2, "Tổng số"),
    (1, 3, 1, 4, "Trong kỳ"),
    (1, 5, 2, 5, "Từ kỳ trước"),
    (1, 6, 2, 6, "Tổng số"),
    (1, 7, 2, 7, "Trước hạn"),
    (1, 8, 2, 8, "Đúng hạn"),
    (1, 9, 2, 9, "Quá hạn"),
    (1, 10, 2, 10, "Tổng số"),
    (1, 11, 2, 11, "Trong hạn"),
];

struct Styles {
    title: Format,
    plain: Format,
    heading: Format,
    text: Format,
    figure: Format,
    total: Format,
}

impl Styles {
    fn new() -> Self {
        let plain = Format::new().set_font_name("Times New Roman").set_font_size(12);
        let cell = plain.clone().set_border(FormatBorder::Thin);
        let centred = |format: Format| format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Self {
            title: centred(plain.clone().set_bold().set_font_size(14)),
            heading: centred(cell.clone().set_bold().set_text_wrap()),
            figure: cell.clone().set_num_format("#,##0"),
            total: cell.clone().set_bold().set_num_format("#,##0"),
            text: cell.set_text_wrap(),
            plain,
        }
    }
}

/// The workbook.
pub fn xlsx(review: &Review) -> Result<Vec<u8>, XlsxError> {
    let (form, styles) = (Form06a::of(review), Styles::new());
    let mut workbook = Workbook::new();
    form_sheet(workbook.add_worksheet(), &form, &styles)?;
    summary_sheet(workbook.add_worksheet(), review, &styles)?;
    workbook.save_to_buffer()
}

fn form_sheet(sheet: &mut Worksheet, form: &Form06a, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("06a")?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, 6)?.set_column_width(1, 44)?;
    titles(sheet, form, styles)?;
    heading(sheet, styles)?;
    sheet.set_freeze_panes(FIRST_ROW, 2)?.set_repeat_rows(HEADING, NUMBERS)?;
    let mut at = FIRST_ROW;
    for (number, row) in (1u32..).zip(&form.rows) {
        sheet.write_number_with_format(at, 0, number, &styles.figure)?;
        figures(sheet, at, row, &styles.text, &styles.figure)?;
        at += 1;
    }
    sheet.write_string_with_format(at, 0, "", &styles.total)?;
    figures(sheet, at, &form.total, &styles.total, &styles.total)?;
    if let Some(note) = &form.note {
        sheet.write_string_with_format(at + 1, 1, note.vi.as_ref(), &styles.plain)?;
    }
    Ok(())
}

fn titles(sheet: &mut Worksheet, form: &Form06a, styles: &Styles) -> Result<(), XlsxError> {
    let [from, to] = VIETNAMESE.period;
    let (first, last) = (VIETNAMESE.date(form.period.from), VIETNAMESE.date(form.period.to));
    sheet.write_string_with_format(0, 0, "Biểu số 06a/VPCP/KSTT", &styles.plain)?;
    let title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH";
    sheet.merge_range(1, 0, 1, 12, title, &styles.title)?;
    sheet.merge_range(2, 0, 2, 12, &format!("{from}{first}{to}{last}"), &styles.title)?;
    sheet.write_string_with_format(3, 10, "Đơn vị tính: Số hồ sơ", &styles.plain)?;
    Ok(())
}

fn heading(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    for (first_row, first_col, last_row, last_col, text) in SPANS {
        sheet.merge_range(HEADING + first_row, first_col, HEADING + last_row, last_col, text, &styles.heading)?;
    }
    sheet.merge_range(HEADING + 1, 12, HEADING + 2, 12, "Quá hạn", &styles.heading)?;
    sheet.write_string_with_format(HEADING + 2, 3, "Trực tuyến", &styles.heading)?;
    sheet.write_string_with_format(HEADING + 2, 4, "Trực tiếp, dịch vụ bưu chính", &styles.heading)?;
    let numbers = [
        "(1)",
        "(2)",
        "(3)=(4)+(5)+(6)",
        "(4)",
        "(5)",
        "(6)",
        "(7)=(8)+(9)+(10)",
        "(8)",
        "(9)",
        "(10)",
        "(11)=(12)+(13)",
        "(12)",
        "(13)",
    ];
    for (column, number) in (0u16..).zip(numbers) {
        sheet.write_string_with_format(NUMBERS, column, number, &styles.heading)?;
    }
    sheet.set_column_width(2, 17)?.set_column_width(4, 17)?.set_column_width(6, 17)?.set_column_width(10, 17)?;
    Ok(())
}

fn figures(sheet: &mut Worksheet, at: u32, row: &Row, text: &Format, figure: &Format) -> Result<(), XlsxError> {
    sheet.write_string_with_format(at, 1, &row.name, text)?;
    for (column, count) in (2u16..).zip(row.figures()) {
        sheet.write_with_format(at, column, count, figure)?;
    }
    Ok(())
}

fn summary_sheet(sheet: &mut Worksheet, review: &Review, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("Tổng hợp")?.set_column_width(0, 44)?.set_column_width(1, 18)?;
    sheet.merge_range(0, 0, 0, 1, VIETNAMESE.title, &styles.title)?;
    let lines = summary(review, &VIETNAMESE).into_iter().chain(reopened(review));
    for (at, (label, figure)) in (2u32..).zip(lines) {
        sheet.write_string_with_format(at, 0, label.trim_start(), &styles.text)?;
        sheet.write_with_format(at, 1, figure, &styles.figure)?;
    }
    Ok(())
}
