//! Notices of the agency, in plain language.

use motcua_contracts::StopCause;
use motcua_kit::http::Language;

use super::format::{date, dong, time_and_date};
use crate::api::notices::{Notice, NoticeKind};

/// A notice as it is shown.
pub struct NoticeText {
    /// Time and date.
    pub at: String,
    /// What it means for the applicant.
    pub meaning: String,
    /// The reason that the agency wrote, in its own language.
    pub reason: String,
}

impl NoticeText {
    /// Meaning and reason in one line.
    pub fn summary(&self, lang: Language) -> String {
        format!("{} {} {}", self.meaning, lang.pick("Lý do:", "Reason:"), self.reason)
    }
}

/// The notices in words; kinds that are newer than this portal are left out.
pub fn notice_texts(notices: &[Notice], lang: Language) -> Vec<NoticeText> {
    let texts = notices.iter().filter_map(|notice| {
        let (meaning, reason) = meaning_and_reason(&notice.kind, lang)?;
        Some(NoticeText { at: time_and_date(notice.at, lang), meaning, reason: reason.to_owned() })
    });
    texts.collect()
}

fn meaning_and_reason(kind: &NoticeKind, lang: Language) -> Option<(String, &str)> {
    Some(match kind {
        NoticeKind::SupplementRequested { papers, reason, deadline } => {
            let (day, papers) = (date(*deadline, lang), papers.join("; "));
            let meaning = lang.pick("Cần bổ sung, chậm nhất ngày", "Send by");
            (format!("{meaning} {day}: {papers}."), reason)
        }
        NoticeKind::FeeRequired { amount_vnd, reason } => {
            let meaning = lang.pick("Cần nộp", "Please pay");
            (format!("{meaning} {}.", dong(*amount_vnd, lang)), reason)
        }
        NoticeKind::Extended { reason, promised_on } => {
            let meaning = lang.pick(
                "Cơ quan xin lỗi vì chậm và hẹn trả kết quả ngày",
                "The agency apologises for the delay. The result is now due on",
            );
            (format!("{meaning} {}.", date(*promised_on, lang)), reason)
        }
        NoticeKind::WithdrawalDeclined { reason } => {
            let meaning = lang.pick(
                "Đề nghị rút hồ sơ không được chấp nhận; hồ sơ tiếp tục được giải quyết.",
                "Your request to withdraw the dossier was declined; the work on it continues.",
            );
            (meaning.to_owned(), reason)
        }
        NoticeKind::Stopped { cause, reason } => (stopped(*cause, lang).to_owned(), reason),
        NoticeKind::Refused { reason } => {
            (lang.pick("Đề nghị không được chấp thuận.", "Your application was refused.").to_owned(), reason)
        }
        NoticeKind::Unknown => return None,
    })
}

fn stopped(cause: StopCause, lang: Language) -> &'static str {
    match cause {
        StopCause::Withdrawn => lang
            .pick("Hồ sơ dừng giải quyết theo đề nghị rút hồ sơ.", "The dossier was stopped because you withdrew it."),
        StopCause::SupplementOverdue => lang.pick(
            "Hồ sơ dừng giải quyết vì hết hạn mà chưa nhận được giấy tờ bổ sung.",
            "The dossier was stopped because the papers did not arrive in time.",
        ),
        StopCause::Other => lang.pick("Hồ sơ dừng giải quyết.", "The dossier was stopped."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str, lang: Language) -> Option<String> {
        let notice: Notice = serde_json::from_str(json).unwrap();
        notice_texts(&[notice], lang).pop().map(|text| format!("{} {}", text.meaning, text.reason))
    }

    #[test]
    fn each_notice_has_a_meaning_for_the_applicant() {
        let (at, reason) = ("\"at\": \"2022-12-08T03:15:00Z\"", "\"reason\": \"vì vậy\"");
        for (rest, vi, en) in [
            (
                r#""kind": "supplementRequested", "papers": ["Bản vẽ", "Đơn"], "deadline": "2022-12-20""#,
                "Cần bổ sung, chậm nhất ngày 20/12/2022: Bản vẽ; Đơn. vì vậy",
                "Send by 20 December 2022: Bản vẽ; Đơn. vì vậy",
            ),
            (
                r#""kind": "feeRequired", "amountVnd": 150000"#,
                "Cần nộp 150.000 đồng. vì vậy",
                "Please pay 150,000 đồng. vì vậy",
            ),
            (
                r#""kind": "stopped", "cause": "other""#,
                "Hồ sơ dừng giải quyết. vì vậy",
                "The dossier was stopped. vì vậy",
            ),
        ] {
            let json = format!("{{{at}, {reason}, {rest}}}");
            assert_eq!(text(&json, Language::Vi).as_deref(), Some(vi));
            assert_eq!(text(&json, Language::En).as_deref(), Some(en));
        }
    }

    #[test]
    fn a_notice_of_an_unknown_kind_is_left_out() {
        assert_eq!(text(r#"{"at": "2022-12-08T03:15:00Z", "kind": "danced", "reason": "x"}"#, Language::Vi), None);
    }
}
