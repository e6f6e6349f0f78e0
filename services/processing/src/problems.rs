//! Maps each refusal of the domain to the problem that the caller gets.

use motcua_contracts::Text;
use motcua_kit::Problem;

use crate::domain::Refusal;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::not_found(),
            Refusal::WrongStage => Self::conflict_state(Text::fixed(
                "Trạng thái hiện tại của việc không cho phép bước này.",
                "The present state of the task does not allow this step.",
            )),
            Refusal::WrongKind => Self::conflict_state(Text::fixed(
                "Bước này không nhận thao tác đó.",
                "A step of this kind takes no such action.",
            )),
            Refusal::ClaimedByAnother => Self::conflict_state(Text::fixed(
                "Việc đã có người khác nhận.",
                "Another officer has claimed the task.",
            )),
            Refusal::NotClaimer => Self::forbidden().detail(Text::fixed(
                "Chỉ người đã nhận việc được làm bước này.",
                "Only the person who claimed the task may do this.",
            )),
            Refusal::AlreadyRequested => Self::conflict_state(Text::fixed(
                "Chỉ được yêu cầu bổ sung một lần cho mỗi hồ sơ.",
                "Papers may be asked for once per dossier.",
            )),
            Refusal::DeadlinePassed => Self::field(
                "/deadline",
                "past",
                Text::fixed("Hạn bổ sung phải sau hôm nay", "The deadline must be after today"),
            ),
            Refusal::DeadlineTooFar => Self::field(
                "/deadline",
                "range",
                Text::fixed(
                    "Hạn bổ sung không quá 366 ngày kể từ hôm nay",
                    "The deadline must be within 366 days from today",
                ),
            ),
            Refusal::AlreadyExtended => Self::conflict_state(Text::fixed(
                "Chỉ được xin lỗi và hẹn lại một lần cho mỗi hồ sơ.",
                "A later date may be promised once per dossier.",
            )),
            Refusal::PromiseTooEarly => Self::field(
                "/promisedOn",
                "past",
                Text::fixed(
                    "Ngày hẹn mới phải sau hôm nay và sau hạn trả",
                    "The new day must be after today and after the due date",
                ),
            ),
            Refusal::PromiseTooFar => Self::field(
                "/promisedOn",
                "range",
                Text::fixed(
                    "Ngày hẹn mới không quá 366 ngày sau hạn trả",
                    "The new day must be within 366 days after the due date",
                ),
            ),
            Refusal::OwnUnit => Self::field(
                "/unit",
                "own",
                Text::fixed("Phải lấy ý kiến của đơn vị khác", "An opinion is asked of another unit"),
            ),
            Refusal::NoUnit => Self::field(
                "/unit",
                "unknown",
                Text::fixed(
                    "Không có đơn vị này hoặc cơ quan của đơn vị không còn hoạt động",
                    "No such unit, or its agency does not take part today",
                ),
            ),
            Refusal::OpinionDayPassed => Self::field(
                "/dueOn",
                "past",
                Text::fixed("Hạn cho ý kiến phải sau hôm nay", "The opinion must be due after today"),
            ),
            Refusal::OpinionDayTooFar => Self::field(
                "/dueOn",
                "range",
                Text::fixed(
                    "Hạn cho ý kiến không được sau hạn trả hồ sơ; hồ sơ đã đến hạn thì trong 10 ngày",
                    "The opinion must be due by the dossier's due date, or within 10 days when that has come",
                ),
            ),
            Refusal::NoAnswer => {
                Self::field("/note", "required", Text::fixed("Phải ghi nội dung ý kiến", "An opinion needs a text"))
            }
            Refusal::Awaited => Self::conflict_state(Text::fixed(
                "Đơn vị đó đã được hỏi và chưa trả lời.",
                "That unit has been asked and has not answered yet.",
            )),
            Refusal::TooManyOpinions => Self::conflict_state(Text::fixed(
                "Mỗi hồ sơ lấy tối đa 5 ý kiến.",
                "At most 5 opinions are asked for on a dossier.",
            )),
            Refusal::NothingOverdue => Self::conflict_state(Text::fixed(
                "Không có yêu cầu bổ sung nào quá hạn.",
                "No papers that were asked for are overdue.",
            )),
            Refusal::NoWithdrawal => Self::conflict_state(Text::fixed(
                "Người nộp không yêu cầu rút hồ sơ.",
                "The applicant has not requested a withdrawal.",
            )),
            Refusal::OwnWork => Self::forbidden().detail(Text::fixed(
                "Người đã thụ lý hồ sơ không được phê duyệt hồ sơ đó.",
                "Who worked on a dossier does not decide it.",
            )),
            Refusal::OtherUnitOrRole => Self::forbidden()
                .detail(Text::fixed("Việc của đơn vị hoặc vai trò khác.", "A task of another unit or role.")),
        }
    }
}
