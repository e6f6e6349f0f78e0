//! The national status codes in words: as the officer reads them, and as the citizen does.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Statuses in which the legal clock stands still.
pub const PAUSED: [i32; 2] = [5, 6];

/// The same in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Words {
    /// Vietnamese.
    #[schema(example = "Đang giải quyết")]
    pub vi: String,
    /// English.
    #[schema(example = "In progress")]
    pub en: String,
}

/// A status as a citizen reads it.
pub fn citizen(status: i32) -> Words {
    let (_, vi, en) = entry(status);
    Words { vi: vi.to_owned(), en: en.to_owned() }
}

/// A status as an officer reads it: by its legal name.
pub fn officer(status: i32) -> Words {
    let (legal, _, en) = entry(status);
    Words { vi: legal.to_owned(), en: en.to_owned() }
}

fn entry(status: i32) -> (&'static str, &'static str, &'static str) {
    match status {
        1 => ("Mới đăng ký", "Đã gửi, chờ tiếp nhận", "Sent, waiting to be received"),
        2 => ("Được tiếp nhận", "Đã tiếp nhận", "Received"),
        3 => ("Không được tiếp nhận", "Không được tiếp nhận – xem lý do", "Not accepted – see why"),
        4 => ("Đang xử lý", "Đang giải quyết", "In progress"),
        5 => ("Yêu cầu bổ sung giấy tờ", "Cần bổ sung giấy tờ", "Papers needed"),
        6 => ("Yêu cầu thực hiện nghĩa vụ tài chính", "Cần nộp phí, lệ phí hoặc thuế", "Payment needed"),
        7 => ("Công dân yêu cầu rút hồ sơ", "Đang xin rút hồ sơ", "Withdrawal requested"),
        8 => ("Dừng xử lý", "Đã dừng giải quyết", "Stopped"),
        9 => ("Đã xử lý xong", "Đã có kết quả – mời đến nhận", "Result ready"),
        10 => ("Đã trả kết quả", "Đã nhận kết quả", "Result collected"),
        _ => ("Không xác định", "Không xác định", "Unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_national_status_has_its_words() {
        for status in 1..=10 {
            assert_ne!(citizen(status).en, "Unknown", "{status}");
        }
        assert_eq!(citizen(9).vi, "Đã có kết quả – mời đến nhận");
        assert_eq!(officer(9).vi, "Đã xử lý xong");
    }
}
