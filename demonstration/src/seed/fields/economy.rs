//! Fields of the departments that look after trade, farming, building, transport, land and money.

use super::field::{Field, field};

#[rustfmt::skip]
pub(super) const FIELDS: &[(u8, &[Field])] = &[
    (3, &[
        field("Doanh nghiệp", 0, &[
            "Giấy chứng nhận đăng ký doanh nghiệp",
            "Giấy chứng nhận đăng ký hoạt động chi nhánh, văn phòng đại diện",
            "Giấy chứng nhận đăng ký liên hiệp hợp tác xã",
        ], &["tạm ngừng kinh doanh của doanh nghiệp", "mẫu dấu của hợp tác xã"]),
        field("Đầu tư", 1, &[
            "Giấy chứng nhận đăng ký đầu tư dự án ngoài khu công nghiệp",
            "Quyết định hỗ trợ đầu tư vào nông nghiệp, nông thôn",
            "Văn bản xác nhận ưu đãi đầu tư",
        ], &["ngừng hoạt động của dự án đầu tư"]),
        field("Đấu thầu", 1, &[
            "Quyết định phê duyệt kế hoạch lựa chọn nhà thầu",
            "Quyết định phê duyệt hồ sơ mời thầu",
        ], &["danh mục dự án đầu tư có sử dụng đất"]),
    ]),
    (4, &[
        field("Ngân sách", 0, &["Giấy chứng nhận mã số đơn vị sử dụng ngân sách"], &["kế hoạch hỗ trợ vốn cho đơn vị sự nghiệp"]),
        field("Quản lý giá", 0, &[
            "Thẻ thẩm định viên về giá cấp tỉnh",
            "Văn bản xác nhận kê khai giá",
        ], &["mức giá hàng hóa, dịch vụ kê khai"]),
        field("Quản lý công sản", 0, &["Quyết định giao, điều chuyển tài sản công"], &[]),
    ]),
    (5, &[
        field("Xúc tiến thương mại", 0, &[
            "Giấy phép thành lập văn phòng đại diện của thương nhân nước ngoài",
            "Giấy xác nhận đăng ký tổ chức hội chợ, triển lãm thương mại",
        ], &["chương trình khuyến mại mang tính may rủi", "tổ chức hội chợ, triển lãm thương mại"]),
        field("Lưu thông hàng hóa", 0, &[
            "Giấy phép bán buôn sản phẩm thuốc lá",
            "Giấy phép bán buôn rượu trên địa bàn tỉnh",
            "Giấy phép sản xuất rượu công nghiệp quy mô dưới 3 triệu lít/năm",
            "Giấy phép bán lẻ hàng hóa có quyền phân phối của nhà đầu tư nước ngoài",
        ], &["hoạt động bán hàng đa cấp tại địa phương"]),
        field("Xăng dầu, khí", 1, &[
            "Giấy xác nhận đủ điều kiện làm đại lý bán lẻ xăng dầu",
            "Giấy chứng nhận đủ điều kiện thương nhân kinh doanh mua bán LPG",
            "Giấy chứng nhận đủ điều kiện trạm nạp LPG vào chai",
        ], &[]),
        field("Điện, hóa chất, vật liệu nổ", 1, &[
            "Giấy phép hoạt động phát điện, phân phối điện",
            "Giấy chứng nhận đủ điều kiện sản xuất, kinh doanh hóa chất",
            "Giấy phép sử dụng vật liệu nổ công nghiệp",
        ], &["biện pháp phòng ngừa, ứng phó sự cố hóa chất"]),
    ]),
    (6, &[
        field("Thú y", 0, &[
            "Chứng chỉ hành nghề thú y thuộc thẩm quyền cấp tỉnh",
            "Giấy chứng nhận cơ sở an toàn dịch bệnh động vật",
            "Giấy chứng nhận điều kiện vệ sinh thú y",
        ], &["kiểm dịch động vật vận chuyển ra khỏi địa bàn tỉnh"]),
        field("Bảo vệ thực vật", 0, &[
            "Giấy chứng nhận đủ điều kiện buôn bán phân bón",
            "Giấy phép vận chuyển thuốc bảo vệ thực vật",
            "Quyết định công nhận cây đầu dòng",
        ], &[]),
        field("An toàn thực phẩm", 0, &[
            "Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm chăn nuôi",
            "Giấy xác nhận kiến thức về an toàn thực phẩm",
        ], &["nội dung quảng cáo thực phẩm nông, lâm sản"]),
        field("Lâm nghiệp", 1, &[
            "Mã số cơ sở nuôi, trồng loài nguy cấp, quý, hiếm",
            "Giấy chứng nhận nguồn giống cây trồng lâm nghiệp",
            "Quyết định chuyển loại rừng",
        ], &["phương án khai thác thực vật rừng thông thường", "dự toán, thiết kế công trình lâm sinh"]),
    ]),
    (7, &[
        field("Đường bộ", 0, &[
            "Giấy phép lái xe do ngành giao thông vận tải quản lý",
            "Giấy chứng nhận đăng ký xe máy chuyên dùng",
            "Phù hiệu, biển hiệu cho xe ô tô kinh doanh vận tải",
            "Giấy phép vận tải đường bộ quốc tế Việt – Trung",
            "Giấy phép xe tập lái",
        ], &["khai thác tuyến vận tải hành khách cố định", "biểu đồ chạy xe của tuyến cố định"]),
        field("Đường thủy nội địa", 0, &[
            "Giấy chứng nhận đăng ký phương tiện thủy nội địa",
            "Giấy phép hoạt động bến khách ngang sông",
        ], &[]),
        field("Kết cấu hạ tầng", 1, &[
            "Giấy phép thi công trên đường bộ đang khai thác",
            "Giấy phép lưu hành xe quá tải, quá khổ",
        ], &["phương án tổ chức giao thông khi thi công", "xây dựng công trình thiết yếu trong hành lang đường bộ"]),
    ]),
    (8, &[
        field("Hoạt động xây dựng", 0, &[
            "Chứng chỉ hành nghề hoạt động xây dựng hạng II, hạng III",
            "Chứng chỉ năng lực hoạt động xây dựng",
            "Giấy phép hoạt động xây dựng cho nhà thầu nước ngoài",
        ], &["kết quả nghiệm thu công trình xây dựng"]),
        field("Nhà ở, bất động sản", 1, &[
            "Chứng chỉ hành nghề môi giới bất động sản",
            "Văn bản thông báo nhà ở hình thành trong tương lai đủ điều kiện bán",
        ], &["chuyển nhượng dự án bất động sản"]),
        field("Quy hoạch", 1, &["Giấy phép quy hoạch dự án đầu tư xây dựng công trình"], &["nhiệm vụ quy hoạch chi tiết"]),
    ]),
    (9, &[
        field("Đất đai", 0, &[
            "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở",
            "Trích lục bản đồ địa chính",
            "Quyết định cho phép chuyển mục đích sử dụng đất",
        ], &["biến động về quyền sử dụng đất"]),
        field("Giao dịch bảo đảm", 0, &["Văn bản chứng nhận nội dung đăng ký biện pháp bảo đảm"], &["xử lý tài sản thế chấp là quyền sử dụng đất"]),
        field("Môi trường", 1, &["Giấy phép trao đổi, thu gom chất thải", "Giấy xác nhận bảo vệ môi trường trong nhập khẩu phế liệu"], &["vận hành thử nghiệm công trình xử lý chất thải"]),
        field("Tài nguyên nước", 1, &["Giấy phép xả nước thải vào nguồn nước", "Giấy phép hành nghề khoan nước dưới đất"], &["khai thác, sử dụng nước mặt quy mô nhỏ"]),
        field("Khoáng sản", 1, &["Giấy phép khai thác khoáng sản làm vật liệu xây dựng thông thường"], &[]),
    ]),
];
