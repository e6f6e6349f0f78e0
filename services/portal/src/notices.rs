//! What the office told the applicant, in plain words.

use crate::api::Notice;
use crate::api::dossier::Told;
use crate::lang::Lang;
use crate::words::{date, dong, moment};

/// A notice as it is shown.
pub struct Said {
    /// When.
    pub at: String,
    /// What it means for the applicant.
    pub what: String,
    /// Why, as the office wrote it, in its own language.
    pub reason: String,
}

impl Said {
    /// The same without its time.
    pub fn in_a_line(&self, lang: Lang) -> String {
        format!("{} {} {}", self.what, lang.say("Lý do:", "Reason:"), self.reason)
    }
}

/// Those of the notices that are known here.
pub fn said(notices: &[Notice], lang: Lang) -> Vec<Said> {
    let told = notices.iter().filter_map(|notice| {
        let (what, reason) = in_words(&notice.told, lang)?;
        Some(Said { at: moment(notice.at, lang), what, reason: reason.to_owned() })
    });
    told.collect()
}

fn in_words(told: &Told, lang: Lang) -> Option<(String, &str)> {
    Some(match told {
        Told::SupplementRequested { papers, reason, deadline } => {
            let (day, papers) = (date(*deadline, lang), papers.join("; "));
            let what = lang.say("Cần bổ sung, chậm nhất ngày", "Please hand in, by");
            (format!("{what} {day}: {papers}."), reason)
        }
        Told::FeeRequired { amount_vnd, reason } => {
            let what = lang.say("Cần nộp", "Please pay");
            (format!("{what} {}.", dong(*amount_vnd, lang)), reason)
        }
        Told::Extended { reason, promised_on } => {
            let what = lang.say(
                "Cơ quan xin lỗi vì chậm và hẹn trả kết quả ngày",
                "The office apologises for being late; it promises the result for",
            );
            (format!("{what} {}.", date(*promised_on, lang)), reason)
        }
        Told::WithdrawalDeclined { reason } => {
            let what = lang.say(
                "Đề nghị rút hồ sơ không được chấp nhận; hồ sơ tiếp tục được giải quyết.",
                "The dossier is not given back; the work on it goes on.",
            );
            (what.to_owned(), reason)
        }
        Told::Stopped { cause, reason } => (stopped(cause, lang).to_owned(), reason),
        Told::Refused { reason } => {
            let what = lang.say("Đề nghị không được chấp thuận.", "What was applied for is refused.");
            (what.to_owned(), reason)
        }
        Told::Unknown => return None,
    })
}

fn stopped(cause: &str, lang: Lang) -> &'static str {
    match cause {
        "withdrawn" => lang.say(
            "Hồ sơ dừng giải quyết theo đề nghị rút hồ sơ.",
            "The dossier was given back, as was asked for; the work on it ended.",
        ),
        "supplement_overdue" => lang.say(
            "Hồ sơ dừng giải quyết vì hết hạn mà chưa nhận được giấy tờ bổ sung.",
            "The work on the dossier ended because the papers asked for did not come in time.",
        ),
        _ => lang.say("Hồ sơ dừng giải quyết.", "The work on the dossier ended."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(json: &str, lang: Lang) -> Option<String> {
        let notice: Notice = serde_json::from_str(json).unwrap();
        said(&[notice], lang).pop().map(|said| format!("{} {}", said.what, said.reason))
    }

    #[test]
    fn every_notice_says_what_to_do_or_what_became_of_the_dossier() {
        let (at, reason) = ("\"at\": \"2022-12-08T03:15:00Z\"", "\"reason\": \"vì vậy\"");
        for (rest, vi, en) in [
            (
                r#""kind": "supplementRequested", "papers": ["Bản vẽ", "Đơn"], "deadline": "2022-12-20""#,
                "Cần bổ sung, chậm nhất ngày 20/12/2022: Bản vẽ; Đơn. vì vậy",
                "Please hand in, by 20 December 2022: Bản vẽ; Đơn. vì vậy",
            ),
            (
                r#""kind": "feeRequired", "amountVnd": 150000"#,
                "Cần nộp 150.000 đồng. vì vậy",
                "Please pay 150,000 đồng. vì vậy",
            ),
            (
                r#""kind": "stopped", "cause": "other""#,
                "Hồ sơ dừng giải quyết. vì vậy",
                "The work on the dossier ended. vì vậy",
            ),
        ] {
            let json = format!("{{{at}, {reason}, {rest}}}");
            assert_eq!(one(&json, Lang::Vi).as_deref(), Some(vi));
            assert_eq!(one(&json, Lang::En).as_deref(), Some(en));
        }
    }

    #[test]
    fn a_kind_that_is_not_known_yet_is_left_out() {
        assert_eq!(one(r#"{"at": "2022-12-08T03:15:00Z", "kind": "danced", "reason": "x"}"#, Lang::Vi), None);
    }
}
