/// `text` fit to be shown: whatever could end a line, steer a terminal, or turn the reading direction is written out
/// (`\u{202E}`), so that nothing in somebody's file can forge a line of a report or a log. Twice is once.
///
/// Written out are the control characters C0, DEL and C1, the line and paragraph separators, the marks and overrides of
/// the bidirectional algorithm (Unicode Standard Annex #9, clause 2), the byte order mark and the tag characters.
package func shown(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    guard text.unicodeScalars.contains(where: isUnfit) else { return text }
    var written = ""
    for scalar in text.unicodeScalars {
        if isUnfit(scalar) { written += writtenOut(scalar) } else { written.unicodeScalars.append(scalar) }
    }
    return written
}

private func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE007F: true
    default: false
    }
}

private func writtenOut(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
}
