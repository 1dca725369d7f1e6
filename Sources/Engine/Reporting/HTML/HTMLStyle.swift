/// How an element looks. Mail programs take no style sheets, so each element carries its own; no colour says anything
/// that is not said in words as well.
enum HTMLStyle: String {
    case plain = ""
    case page = "font-family:sans-serif;font-size:16px;line-height:1.4;color:#1a1a1a;max-width:60em;margin:1em"
    case title = "font-size:22px;margin:0 0 8px"
    case section = "font-size:18px;margin:24px 0 4px"
    case part = "font-size:16px;margin:12px 0 4px"
    case bad = "font-size:18px;margin:24px 0 4px;border-left:6px solid #a30000;padding-left:8px"
    case wanting = "font-size:18px;margin:24px 0 4px;border-left:6px solid #8a5a00;padding-left:8px"
    case quiet = "color:#555555"
    case list = "margin:4px 0;padding-left:24px"
    case table = "border-collapse:collapse;margin:8px 0"
    case caption = "text-align:left;font-weight:bold;padding:4px 0"
    case cell = "border:1px solid #bbbbbb;padding:4px 8px;text-align:left;vertical-align:top"
    case number = "border:1px solid #bbbbbb;padding:4px 8px;text-align:right;vertical-align:top"
    case figures = "font-family:monospace;white-space:pre-wrap;margin:4px 0"
}
