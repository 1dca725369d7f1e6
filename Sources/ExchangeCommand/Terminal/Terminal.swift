import CLinux
import Exchange
import Glibc

/// Where we write to, and what it can show.
enum Terminal {
    enum Tone: String {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case bold = "1"
        case faint = "2"
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Colour on a terminal only, and never where NO_COLOR is set (no-color.org) or the terminal is dumb.
    static func showsColour(_ descriptor: Int32) -> Bool {
        isTerminal(descriptor) && Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
    }

    static func paint(_ text: String, _ tone: Tone?, on descriptor: Int32 = STDOUT_FILENO) -> String {
        guard let tone, showsColour(descriptor), !text.isEmpty else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }

    /// One line on standard error.
    static func complain(_ text: String) { put(text + "\n", on: STDERR_FILENO) }

    static func put(_ text: String, on descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written <= 0 { return }
            bytes = bytes.dropFirst(written)
        }
    }

    static func width(_ descriptor: Int32) -> Int {
        let width = Int(exchange_terminal_width(descriptor))
        return width > 20 ? width : 80
    }
}

/// The variables the program was started with.
enum Environment {
    /// All of them.
    static var all: [String: String] {
        var found: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { found[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return found
    }

    static func value(_ name: String) -> String? {
        guard let found = getenv(name) else { return nil }
        let text = String(cString: found)
        return text.isEmpty ? nil : text
    }
}
