//! The texts of the national statuses for officers and for citizens.

use motcua_contracts::{Status, Text};

/// The text of a status for citizens.
pub fn citizen(status: Status) -> Text {
    let (_, vi, en) = entry(status);
    Text::fixed(vi, en)
}

/// The text of a status for officers: its legal name.
pub fn officer(status: Status) -> Text {
    let (legal, _, en) = entry(status);
    Text::fixed(legal, en)
}

/// Legal name, Vietnamese for citizens, English.
fn entry(status: Status) -> (&'static str, &'static str, &'static str) {
    match status {
        Status::Submitted => ("Mới đăng ký", "Đã gửi, chờ tiếp nhận", "Sent, waiting to be received"),
        Status::Accepted => ("Được tiếp nhận", "Đã tiếp nhận", "Received"),
        Status::NotAccepted => ("Không được tiếp nhận", "Không được tiếp nhận – xem lý do", "Not accepted – see why"),
        Status::InProgress => ("Đang xử lý", "Đang giải quyết", "In progress"),
        Status::SupplementRequested => ("Yêu cầu bổ sung giấy tờ", "Cần bổ sung giấy tờ", "Papers needed"),
        Status::PaymentRequested => {
            ("Yêu cầu thực hiện nghĩa vụ tài chính", "Cần nộp phí, lệ phí hoặc thuế", "Payment needed")
        }
        Status::WithdrawalRequested => ("Công dân yêu cầu rút hồ sơ", "Đang xin rút hồ sơ", "Withdrawal requested"),
        Status::Stopped => ("Dừng xử lý", "Đã dừng giải quyết", "Stopped"),
        Status::Completed => ("Đã xử lý xong", "Đã có kết quả – mời đến nhận", "Result ready"),
        Status::Returned => ("Đã trả kết quả", "Đã nhận kết quả", "Result collected"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citizens_and_officers_read_different_texts() {
        assert_eq!(citizen(Status::Completed).vi, "Đã có kết quả – mời đến nhận");
        assert_eq!(officer(Status::Completed).vi, "Đã xử lý xong");
    }
}
