/// Lines for a descriptor, written in large pieces.
final class LineBuffer {
    private let descriptor: Int32
    private var text = ""

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func put(_ line: String) {
        text += line
        text += "\n"
        if text.utf8.count > 32 << 10 { flush() }
    }

    func flush() {
        if text.isEmpty { return }
        Terminal.put(text, on: descriptor)
        text = ""
    }
}
