//! Fields of the departments that look after people: home affairs, justice, labour, culture, schools, health.

use super::field::{Field, field};

#[rustfmt::skip]
pub(super) const FIELDS: &[(u8, &[Field])] = &[
    (1, &[
        field("Thi đua, khen thưởng", 1, &[
            "Quyết định tặng danh hiệu Chiến sĩ thi đua cấp tỉnh",
            "Quyết định tặng Cờ thi đua của UBND tỉnh",
        ], &["khen thưởng theo chuyên đề"]),
        field("Hội, tổ chức phi chính phủ", 0, &[
            "Quyết định phê duyệt điều lệ hội",
            "Giấy phép thành lập và công nhận điều lệ quỹ",
        ], &["đại hội nhiệm kỳ của hội", "việc đổi tên hội"]),
        field("Công chức, viên chức", 0, &["Quyết định xếp ngạch, bậc lương sau nâng ngạch", "Giấy xác nhận thời gian công tác"], &["nhu cầu thi nâng ngạch công chức"]),
        field("Tín ngưỡng, tôn giáo", 1, &[
            "Giấy chứng nhận đăng ký sinh hoạt tôn giáo tập trung",
            "Văn bản chấp thuận hiến chương tổ chức tôn giáo",
        ], &["hoạt động tôn giáo ngoài địa bàn đăng ký"]),
    ]),
    (2, &[
        field("Luật sư", 0, &["Giấy đăng ký hoạt động của công ty luật", "Giấy đăng ký hành nghề luật sư"], &["chi nhánh của tổ chức hành nghề luật sư"]),
        field("Công chứng", 0, &["Thẻ công chứng viên", "Quyết định bổ nhiệm công chứng viên"], &["tập sự hành nghề công chứng"]),
        field("Thừa phát lại", 0, &["Giấy đăng ký hoạt động Văn phòng Thừa phát lại"], &["tập sự hành nghề Thừa phát lại"]),
        field("Giám định, đấu giá", 0, &["Giấy đăng ký hoạt động doanh nghiệp đấu giá tài sản", "Thẻ đấu giá viên"], &[]),
        field("Trợ giúp pháp lý", 0, &["Thẻ trợ giúp viên pháp lý"], &["tham gia trợ giúp pháp lý của tổ chức"]),
        field("Hộ tịch", 1, &["Giấy xác nhận tình trạng hôn nhân có yếu tố nước ngoài"], &[]),
        field("Lý lịch tư pháp", 1, &["Phiếu lý lịch tư pháp số 2"], &[]),
    ]),
    (10, &[
        field("Báo chí", 0, &["Giấy phép xuất bản đặc san", "Giấy phép tổ chức họp báo"], &["thay đổi nội dung ghi trong giấy phép bản tin"]),
        field("Xuất bản, in", 0, &["Giấy phép hoạt động in", "Giấy phép xuất bản tài liệu không kinh doanh"], &["hoạt động cơ sở phát hành xuất bản phẩm"]),
    ]),
    (11, &[
        field("Việc làm", 0, &[
            "Giấy phép hoạt động dịch vụ việc làm",
            "Giấy xác nhận người lao động nước ngoài không thuộc diện cấp phép",
        ], &["nhu cầu sử dụng người lao động nước ngoài"]),
        field("Lao động, tiền lương", 0, &[
            "Giấy phép hoạt động cho thuê lại lao động",
            "Giấy xác nhận nội quy lao động",
        ], &["hợp đồng nhận lao động thực tập"]),
        field("Giáo dục nghề nghiệp", 0, &["Giấy chứng nhận đăng ký hoạt động giáo dục nghề nghiệp", "Quyết định thành lập trung tâm giáo dục nghề nghiệp"], &[]),
        field("Người có công", 1, &["Giấy chứng nhận gia đình liệt sĩ", "Quyết định hưởng trợ cấp ưu đãi người có công"], &["di chuyển hồ sơ người có công"]),
        field("Bảo trợ xã hội", 1, &["Giấy phép hoạt động cơ sở trợ giúp xã hội", "Giấy xác nhận khuyết tật cấp tỉnh"], &[]),
    ]),
    (12, &[
        field("Di sản văn hóa", 0, &["Giấy phép khai quật khẩn cấp", "Giấy chứng nhận đăng ký di vật, cổ vật", "Chứng chỉ hành nghề tu bổ di tích"], &["nghiên cứu, sưu tầm di sản văn hóa phi vật thể"]),
        field("Quảng cáo", 0, &["Giấy phép thành lập văn phòng đại diện doanh nghiệp quảng cáo nước ngoài"], &["đoàn người thực hiện quảng cáo"]),
        field("Nghệ thuật, điện ảnh", 0, &["Giấy phép phổ biến phim", "Giấy phép tổ chức triển lãm mỹ thuật"], &["tổ chức biểu diễn nghệ thuật"]),
        field("Thể thao", 1, &[
            "Giấy chứng nhận đủ điều kiện kinh doanh hoạt động thể thao",
            "Giấy chứng nhận đủ điều kiện kinh doanh môn bơi, lặn",
        ], &["tổ chức giải thi đấu thể thao cấp tỉnh"]),
        field("Du lịch", 1, &[
            "Thẻ hướng dẫn viên du lịch nội địa",
            "Thẻ hướng dẫn viên du lịch quốc tế",
            "Quyết định công nhận điểm du lịch",
            "Quyết định công nhận hạng cơ sở lưu trú du lịch",
        ], &[]),
    ]),
    (13, &[
        field("An toàn bức xạ", 0, &["Chứng chỉ nhân viên bức xạ", "Giấy xác nhận khai báo thiết bị X-quang chẩn đoán"], &["kế hoạch ứng phó sự cố bức xạ cấp cơ sở"]),
        field("Hoạt động khoa học", 0, &["Giấy chứng nhận đăng ký hoạt động khoa học và công nghệ", "Giấy chứng nhận doanh nghiệp khoa học và công nghệ"], &["kết quả thực hiện nhiệm vụ khoa học cấp tỉnh"]),
        field("Tiêu chuẩn, đo lường", 0, &["Giấy xác nhận công bố hợp chuẩn, hợp quy", "Giấy phép vận chuyển hàng công nghiệp nguy hiểm"], &[]),
    ]),
    (14, &[
        field("Văn bằng, chứng chỉ", 0, &["Giấy công nhận văn bằng do cơ sở nước ngoài cấp", "Giấy chứng nhận tốt nghiệp tạm thời"], &["xét tuyển sinh trung học phổ thông dân tộc nội trú"]),
        field("Cơ sở giáo dục", 1, &[
            "Quyết định cho phép trường trung học phổ thông hoạt động giáo dục",
            "Giấy phép hoạt động trung tâm ngoại ngữ, tin học",
            "Giấy chứng nhận trường đạt kiểm định chất lượng",
            "Giấy phép kinh doanh dịch vụ tư vấn du học",
        ], &["hoạt động giáo dục kỹ năng sống", "dạy thêm, học thêm có thu tiền"]),
        field("Thi, tuyển sinh", 0, &["Giấy xác nhận kết quả thi tốt nghiệp"], &[]),
    ]),
    (15, &[
        field("Khám bệnh, chữa bệnh", 0, &[
            "Giấy phép hoạt động phòng khám đa khoa",
            "Giấy phép hoạt động phòng khám chuyên khoa",
            "Giấy phép hoạt động phòng chẩn trị y học cổ truyền",
            "Chứng chỉ hành nghề cho người giúp việc lương y",
            "Giấy chứng nhận bài thuốc gia truyền",
        ], &["đoàn khám bệnh, chữa bệnh nhân đạo"]),
        field("Dược phẩm", 1, &[
            "Giấy chứng nhận đủ điều kiện kinh doanh dược",
            "Giấy chứng nhận thực hành tốt cơ sở bán lẻ thuốc",
            "Giấy chứng nhận thực hành tốt phân phối thuốc",
            "Giấy xác nhận nội dung thông tin thuốc",
        ], &["hội thảo giới thiệu thuốc"]),
        field("Mỹ phẩm, thiết bị y tế", 1, &[
            "Phiếu công bố sản phẩm mỹ phẩm sản xuất trong nước",
            "Phiếu tiếp nhận công bố đủ điều kiện mua bán thiết bị y tế",
        ], &[]),
        field("Y tế dự phòng", 0, &[
            "Giấy công bố cơ sở đủ điều kiện tiêm chủng",
            "Giấy chứng nhận cơ sở an toàn sinh học",
        ], &["hoạt động quan trắc môi trường lao động"]),
        field("An toàn thực phẩm y tế", 1, &["Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm dịch vụ ăn uống"], &[]),
    ]),
];
