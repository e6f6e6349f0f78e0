//! The table of the definitions: terms, rules, sources and proofs.

const PLATFORM: &str = "decision of the platform";
const FORM: &str = "Biểu 06(a)/VPCP/KSTT, TT 01/2020/TT-VPCP; wording: decision of the platform";

/// A definition: key; term, Vietnamese and English; rule, Vietnamese and English; source; proofs.
pub(super) type Entry = (&'static str, [&'static str; 2], [&'static str; 2], &'static str, &'static [&'static str]);

/// In the order of the reports.
pub(super) const TABLE: &[Entry] = &[
    (
        "period",
        ["Kỳ báo cáo", "Period"],
        [
            "Từ 00:00 ngày đầu đến hết ngày cuối; năm báo cáo từ 15/12 năm trước đến hết 14/12. Số liệu tính đến cuối kỳ; \
             kỳ chưa hết thì tính đến bây giờ.",
            "From 00:00 of the first day to the end of the last; a reporting year runs from 15 December to 14 December. \
             Figures show the end of the period; while it runs, now.",
        ],
        "TT 01/2020/TT-VPCP, NĐ 09/2019/NĐ-CP (from secondary sources); half-open days: decision of the platform",
        &[
            "services/reporting/src/domain/period.rs::a_period_ends_where_its_last_local_day_ends",
            "services/reporting/src/domain/period.rs::the_reporting_year_runs_from_15_to_14_december",
            "services/reporting/tests/it/figures.rs::public_figures_of_a_running_period_are_as_of_now",
        ],
    ),
    (
        "received",
        ["Tiếp nhận (cột 3)", "Received (column 3)"],
        ["Trực tuyến + trực tiếp, bưu chính + từ kỳ trước.", "Online + counter and post + carried over."],
        FORM,
        &["services/reporting/tests/it/figures.rs::received_counts_accepted_and_carried_over_dossiers"],
    ),
    (
        "online",
        ["Trực tuyến (cột 4)", "Online (column 4)"],
        ["Tiếp nhận trong kỳ, nộp qua mạng.", "Accepted inside the period, channel online."],
        FORM,
        &["services/reporting/tests/it/figures.rs::received_counts_accepted_and_carried_over_dossiers"],
    ),
    (
        "counter",
        ["Trực tiếp, dịch vụ bưu chính (cột 5)", "Counter and post (column 5)"],
        [
            "Tiếp nhận trong kỳ, nộp tại quầy hoặc qua bưu chính.",
            "Accepted inside the period, channel counter or post.",
        ],
        FORM,
        &["services/reporting/tests/it/figures.rs::received_counts_accepted_and_carried_over_dossiers"],
    ),
    (
        "carriedOver",
        ["Từ kỳ trước (cột 6)", "Carried over (column 6)"],
        [
            "Tiếp nhận trước kỳ và chưa giải quyết xong trước kỳ: bằng số đang giải quyết của kỳ trước, cộng hồ sơ bị trả \
             lại do sai sót trong kỳ.",
            "Accepted before the period and not finished before it: left open by the period before, or reopened since.",
        ],
        FORM,
        &[
            "services/reporting/tests/it/reopened.rs::carried_over_is_what_was_left_open_plus_what_was_reopened",
            "services/reporting/tests/it/reopened.rs::every_period_matches_a_naive_count",
        ],
    ),
    (
        "neverCounted",
        ["Không tính", "Never counted"],
        [
            "Hồ sơ mới đăng ký (1), không được tiếp nhận (3), rút trước khi tiếp nhận; phần việc liên thông không là hồ sơ \
             thứ hai. Hồ sơ của chính Trung tâm và các đối tác chỉ được tính trong báo cáo riêng của cơ quan đó.",
            "Dossiers in status 1 or 3, and those withdrawn before acceptance; the part of an interlinked dossier that \
             another agency processes is not a second dossier. Dossiers of the Centre itself and of its partners count \
             only in a report on that agency.",
        ],
        PLATFORM,
        &[
            "services/reporting/tests/it/figures.rs::the_centre_and_its_partners_count_only_when_they_are_requested",
            "services/reporting/tests/it/figures.rs::dossiers_that_were_never_accepted_are_not_counted",
            "services/reporting/tests/it/counted_once.rs::a_dossier_that_two_agencies_process_is_counted_once",
        ],
    ),
    (
        "forwarded",
        ["Phi địa giới", "Received outside the territory"],
        [
            "Hồ sơ nhận ngoài địa giới chỉ được tính, và thời hạn chỉ bắt đầu, khi cơ quan có thẩm quyền tiếp nhận.",
            "A dossier received outside the territory of the competent agency is counted, and its time limit runs, only \
             from the acceptance of that agency.",
        ],
        "time limit: NĐ 118/2025/NĐ-CP Art. 17(3) as amended by NĐ 309/2026/NĐ-CP; counted only from then: decision of the \
         platform",
        &["services/reporting/tests/it/side_events.rs::a_forwarded_dossier_is_counted_from_its_acceptance"],
    ),
    (
        "agency",
        ["Cơ quan", "Agency"],
        [
            "Cơ quan của thủ tục khi tiếp nhận; mỗi hồ sơ tính một lần, dù nhiều cơ quan cùng giải quyết, chuyển đơn vị \
             hay đính chính.",
            "The agency of the procedure at acceptance; a dossier is counted once, however many agencies process it, and \
             also when it is moved, corrected or reopened.",
        ],
        PLATFORM,
        &[
            "services/reporting/tests/it/counted_once.rs::a_dossier_that_two_agencies_process_is_counted_once",
            "services/reporting/tests/it/figures.rs::agencies_procedures_and_ratings_are_counted",
        ],
    ),
    (
        "finished",
        ["Giải quyết xong", "Finished"],
        [
            "Lần cuối, tính đến cuối kỳ, chuyển sang Đã xử lý xong (9; gồm kết quả từ chối, giải quyết tại chỗ) hoặc Dừng \
             xử lý (8). Yêu cầu rút (7) chưa trả lời thì hồ sơ vẫn đang giải quyết.",
            "The last change, by the end of the period, to status 9 (including a refusal as a result and dossiers on the \
             spot) or to status 8. With a pending withdrawal request (7) the dossier is open.",
        ],
        "QĐ 766/QĐ-TTg, indicator 2.1; 8 as an end: decision of the platform",
        &[
            "services/reporting/tests/it/reopened.rs::the_last_completion_by_the_end_of_the_period_counts",
            "services/reporting/tests/it/figures.rs::a_stop_finishes_a_dossier_and_a_withdrawal_request_does_not",
        ],
    ),
    (
        "resolved",
        ["Đã giải quyết (cột 7)", "Resolved (column 7)"],
        [
            "Giải quyết xong trong kỳ: trước hạn + đúng hạn + quá hạn.",
            "Finished inside the period: early + on time + late.",
        ],
        FORM,
        &[
            "services/reporting/tests/it/figures.rs::received_counts_accepted_and_carried_over_dossiers",
            "services/reporting/tests/it/figures.rs::early_is_judged_by_the_day_and_late_by_the_moment",
        ],
    ),
    (
        "early",
        ["Trước hạn (cột 8)", "Early (column 8)"],
        ["Xong vào ngày trước ngày hẹn trả.", "Finished on an earlier local calendar date than the due date."],
        PLATFORM,
        &["services/reporting/tests/it/figures.rs::early_is_judged_by_the_day_and_late_by_the_moment"],
    ),
    (
        "onTime",
        ["Đúng hạn (cột 9)", "On time (column 9)"],
        ["Xong trong ngày hẹn trả, không muộn hơn giờ hẹn.", "Finished on the due date itself, up to the due time."],
        PLATFORM,
        &["services/reporting/tests/it/figures.rs::early_is_judged_by_the_day_and_late_by_the_moment"],
    ),
    (
        "late",
        ["Quá hạn (cột 10)", "Late (column 10)"],
        ["Xong sau thời điểm hẹn trả.", "Finished after the due moment."],
        "QĐ 766/QĐ-TTg, indicator 2.1 (NgayKetThucXuLy ≤ NgayHenTra is in time)",
        &["services/reporting/tests/it/figures.rs::early_is_judged_by_the_day_and_late_by_the_moment"],
    ),
    (
        "promise",
        ["Xin lỗi, hẹn lại ngày trả", "Promised later date"],
        [
            "Được hiển thị bên cạnh ngày hẹn ban đầu và không làm hồ sơ quá hạn thành đúng hạn.",
            "Shown next to the due date; it does not make a late dossier one on time.",
        ],
        "form 04 of TT 03/2025/TT-VPCP (from a secondary source); original date kept: decision of the platform",
        &["services/reporting/tests/it/side_events.rs::a_promised_date_does_not_make_a_late_dossier_on_time"],
    ),
    (
        "finishedWhilePaused",
        ["Xong khi đang tạm dừng", "Finished while paused"],
        [
            "Thời gian tạm dừng kết thúc tại thời điểm đó; chờ người nộp bổ sung không làm hồ sơ quá hạn.",
            "The pause ends at that moment: waiting for the applicant does not make a dossier late.",
        ],
        PLATFORM,
        &["services/reporting/tests/it/figures.rs::a_stop_during_a_supplement_request_is_not_late"],
    ),
    (
        "dueMoment",
        ["Thời điểm hẹn trả", "Due moment"],
        [
            "Thời hạn tính theo ngày kết thúc khi hết giờ làm việc, kể cả sau tạm dừng; mốc 15 giờ chỉ áp dụng cho thời \
             hạn \"trong ngày\" và việc chuyển hồ sơ.",
            "Limits in days fall due at closing time, also after a pause (rounded up); the 15:00 rule affects only limits \
             \"within the day\" and the transfer.",
        ],
        "NĐ 118/2025/NĐ-CP Art. 18(2) for 15:00; closing time: decision of the platform",
        &[
            "libs/worktime/tests/it/due.rs::working_days_begin_after_the_day_of_receipt_and_end_at_closing",
            "libs/worktime/tests/it/pause.rs::resuming_later_in_the_day_than_the_pause_began_is_rounded_up",
            "libs/worktime/tests/it/due.rs::within_the_day_turns_at_fifteen_hundred",
        ],
    ),
    (
        "inProcess",
        ["Đang giải quyết (cột 11)", "In process (column 11)"],
        [
            "Đã tiếp nhận, đến cuối kỳ chưa xong: trong hạn + quá hạn. Cột 3 = cột 7 + cột 11.",
            "Accepted and not finished at the end of the period: not due + overdue. Column 3 = column 7 + column 11.",
        ],
        FORM,
        &[
            "services/reporting/tests/it/figures.rs::received_counts_accepted_and_carried_over_dossiers",
            "services/reporting/tests/it/figures.rs::a_stop_finishes_a_dossier_and_a_withdrawal_request_does_not",
            "services/reporting/tests/it/reopened.rs::every_period_matches_a_naive_count",
            "services/reporting/tests/it/figures.rs::overdue_is_open_unpaused_and_past_due_at_the_cut_off",
            "services/reporting/src/domain/review.rs::a_dossier_that_is_neither_resolved_nor_open_breaks_the_balance",
        ],
    ),
    (
        "notDue",
        ["Trong hạn (cột 12)", "Not due (column 12)"],
        [
            "Đang giải quyết mà không quá hạn, gồm cả hồ sơ tạm dừng.",
            "In process and not overdue, including paused dossiers.",
        ],
        PLATFORM,
        &["services/reporting/tests/it/figures.rs::overdue_is_open_unpaused_and_past_due_at_the_cut_off"],
    ),
    (
        "overdue",
        ["Đang giải quyết quá hạn (cột 13)", "Overdue (column 13)"],
        [
            "Chưa xong, không tạm dừng, đã qua thời điểm hẹn trả.",
            "Open, unpaused and past due, as it was at the end of the period.",
        ],
        PLATFORM,
        &["services/reporting/tests/it/figures.rs::overdue_is_open_unpaused_and_past_due_at_the_cut_off"],
    ),
    (
        "reopened",
        ["Kết quả bị trả lại do sai sót (9 → 4)", "Returned for an error (9 → 4)"],
        [
            "Hồ sơ được giải quyết tiếp. Báo cáo kỳ trước giữ nguyên; kỳ bị trả lại tính hồ sơ vào cột 6 và nêu riêng số \
             chênh lệch này.",
            "The dossier is reopened. The report of a period that ended before does not change; the period in which the \
             result came back counts the dossier in column 6 and states the difference as `reopened`. Within one period \
             a dossier is resolved at most once.",
        ],
        PLATFORM,
        &[
            "services/reporting/tests/it/reopened.rs::carried_over_is_what_was_left_open_plus_what_was_reopened",
            "services/reporting/tests/it/reopened.rs::the_last_completion_by_the_end_of_the_period_counts",
        ],
    ),
    (
        "ratings",
        ["Đánh giá", "Ratings"],
        ["Tính theo thời điểm đánh giá.", "Satisfaction ratings are counted by the time at which they were given."],
        PLATFORM,
        &["services/reporting/tests/it/figures.rs::agencies_procedures_and_ratings_are_counted"],
    ),
    (
        "fees",
        ["Phí, lệ phí; thanh toán trực tuyến", "Fees, paid online"],
        [
            "Hồ sơ tiếp nhận trong kỳ có khoản phải nộp; trong đó đã thanh toán trực tuyến đến cuối kỳ. Số tiền tính theo \
             thời điểm thu.",
            "Dossiers accepted inside the period that have to pay a fee; of them those that paid online by its end. The \
             amount is counted by the time of the payments.",
        ],
        "QĐ 766/QĐ-TTg, indicator 3.6; which period: decision of the platform",
        &[
            "services/reporting/tests/it/fees.rs::the_online_share_is_of_dossiers_with_a_fee",
            "services/reporting/tests/it/fees.rs::a_payment_counts_by_its_own_time_even_when_reported_late",
        ],
    ),
    (
        "stuck",
        ["Hồ sơ đứng yên", "Stuck"],
        [
            "Quá số giờ làm việc đã chọn mà không ai chuyển: hồ sơ chưa kết thúc và không chờ người nộp; hồ sơ tạm dừng mà \
             người nộp đã bổ sung, đã nộp tiền, xin rút, hoặc đã hết hạn bổ sung; kết quả (9) bị thu hồi mà chưa giải quyết \
             tiếp. Mới đăng ký (1): sau 8 giờ làm việc; bước đã quá hạn riêng: ngay; kết quả (9) chưa trao: sau 80 giờ làm \
             việc. Tính từ lần chuyển cuối; lấy ý kiến: từ khi hỏi; xin rút: từ khi xin; đã bổ sung, đã nộp tiền: từ khi \
             nộp; hết hạn bổ sung: từ hết ngày cuối.",
            "A dossier that did not move for more than the requested working hours, although it has not ended and does not \
             wait for the applicant; a paused dossier whose applicant submitted the papers, paid, or requested the \
             withdrawal, or whose last day for the papers has passed; a result (9) that was recalled without reopening the \
             journey. A submission (1) is stuck after 8 working hours without an answer, a step past its own due date at \
             once, a result (9) that was not handed over after 80 working hours. The wait begins with the last move; with \
             the request for an opinion or a withdrawal; with the submission of papers or the payment; for lapsed papers \
             with the end of their last day.",
        ],
        "8 hours: NĐ 45/2020/NĐ-CP (not verified in the text); the rest: decision of the platform",
        &[
            "services/reporting/tests/it/stuck.rs::an_accepted_dossier_without_a_journey_is_listed",
            "services/reporting/tests/it/stuck.rs::a_dossier_that_moves_disappears_from_the_list",
            "services/reporting/tests/it/stuck.rs::a_submission_is_listed_after_eight_working_hours_without_an_answer",
            "services/reporting/tests/it/stuck.rs::a_step_past_its_own_due_date_is_listed_at_once",
            "services/reporting/tests/it/stuck.rs::a_pending_opinion_is_listed_until_it_is_given",
            "services/reporting/tests/it/stuck.rs::a_supplemented_dossier_waits_since_the_supplement",
            "services/reporting/tests/it/stuck.rs::a_paid_dossier_waits_since_the_payment_not_since_its_report",
            "services/reporting/tests/it/stuck.rs::overdue_papers_wait_since_the_end_of_their_last_day",
            "services/reporting/tests/it/stuck.rs::a_recalled_result_without_reopening_waits_for_the_journey",
            "services/reporting/tests/it/stuck.rs::forwarded_and_uncollected_dossiers_and_withdrawals_are_listed",
            "services/reporting/tests/it/withdrawal.rs::a_withdrawal_request_during_a_pause_is_listed",
            "services/reporting/tests/it/withdrawal.rs::a_withdrawal_request_ends_with_the_decision_or_the_journey",
            "services/reporting/src/store/stuck/tests.rs::sql_lists_the_same_dossiers_as_the_rules",
        ],
    ),
];
