//! The key figures: how many procedures and agencies the centre serves.

use motcua_kit::http::Language;

use crate::api::figures::Figures;
use crate::wording::format::number;

/// A number with its label.
pub struct KeyFigure {
    /// Key of its element.
    pub key: &'static str,
    /// The number.
    pub value: String,
    /// What it counts.
    pub label: &'static str,
}

/// The key figures.
pub fn key_figures(figures: &Figures, lang: Language) -> [KeyFigure; 5] {
    let catalogue = figures.catalogue;
    let figure = |key, value, label| KeyFigure { key, value: number(value, lang), label };
    [
        figure("procedures", catalogue.procedures, lang.pick("thủ tục hành chính", "procedures")),
        figure("on-the-spot", catalogue.on_the_spot, lang.pick("giải quyết tại chỗ", "resolved while you wait")),
        figure("departments", catalogue.departments, lang.pick("sở, ngành", "departments")),
        figure("central-agencies", catalogue.central_agencies, lang.pick("cơ quan ngành dọc", "central agencies")),
        figure("companies", catalogue.companies, lang.pick("công ty", "companies")),
    ]
}
