//! Maps each refusal of the domain and each disputed payment to the problem that the caller gets, and each message
//! error to the error of an event handler.

use motcua_contracts::Text;
use motcua_kit::Problem;
use motcua_messaging::HandlerError;

use crate::domain::{MessageError, PaymentDispute, Refusal};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::DecidedAlready => Self::conflict_state(Text::fixed(
                "Hồ sơ đã có quyết định nên không rút hoặc sửa được nữa.",
                "The leader has decided: it is too late to withdraw or correct the dossier.",
            )),
            Refusal::NoSuchFee => Self::field(
                "/feeId",
                "unknown",
                Text::fixed("Không có khoản phải nộp này", "No such fee is to be paid"),
            ),
            Refusal::PaidAlready => {
                Self::conflict_state(Text::fixed("Khoản này đã được nộp.", "This fee is paid already."))
            }
            Refusal::NothingToRefund => Self::conflict_state(Text::fixed(
                "Không có khoản nộp thừa nào chờ hoàn.",
                "Nothing of this payment is to be refunded.",
            )),
            Refusal::RefundAmountChanged => Self::conflict_state(Text::fixed(
                "Số tiền phải hoàn khác với số đã hoàn; hãy xem lại hồ sơ.",
                "The amount to be refunded is another one; read the payment again.",
            )),
            Refusal::NotReceivedHere => Self::conflict_state(Text::fixed(
                "Thủ tục này không được tiếp nhận tại đây.",
                "This procedure is not received at this counter.",
            )),
            Refusal::BeforeAcceptance => Self::conflict_state(Text::fixed(
                "Ngày được nêu trước ngày tiếp nhận.",
                "The day named lies before the acceptance.",
            )),
            Refusal::WrongFields(errors) => Self::fields(errors),
            Refusal::WrongStage => Self::conflict_state(Text::fixed(
                "Trạng thái hiện tại của hồ sơ không cho phép bước này.",
                "The present status of the dossier does not allow this step.",
            )),
        }
    }
}

impl From<PaymentDispute> for Problem {
    fn from(dispute: PaymentDispute) -> Self {
        match dispute {
            PaymentDispute::Unknown => {
                Self::not_found().detail(Text::fixed("Không có khoản thanh toán này.", "No such payment."))
            }
            PaymentDispute::WrongAmount => Self::field(
                "/amountVnd",
                "wrong-amount",
                Text::fixed("Số tiền khác với số tiền của yêu cầu", "Another amount than was ordered"),
            ),
            PaymentDispute::SecondTransaction => Self::conflict_state(Text::fixed(
                "Khoản này đã được thanh toán bằng giao dịch khác.",
                "This order was paid by another transaction.",
            )),
        }
    }
}

impl From<MessageError> for HandlerError {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::Unknown(what) => Self::Unknown(what),
            MessageError::Invalid(why) => Self::Reject(why),
        }
    }
}
