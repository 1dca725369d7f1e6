/// A start tag with attributes as it was read once: where a tag of the same name has the same bytes behind it, within the
/// same declarations, it means the same.
///
/// Its memory is its own; `forget` gives it back, once.
struct XMLTagMemo {
    /// Longer ones hardly repeat themselves.
    static let longest = 512
    /// A name that has had so many tags is one with identifiers in them.
    static let most = 16

    /// From behind the name to the `>`, and room for a look at eight bytes.
    let text: UnsafeMutablePointer<UInt8>
    let length: Int
    /// What the declarations around it are called.
    let scope: Int
    let number: Int
    let lines: Int
    let isEmpty: Bool
    private let list: UnsafeMutablePointer<UnsafePointer<UInt8>?>
    private let count: Int

    /// `attributes` are five pointers each, those to values into `tag`.
    init(
        _ tag: UnsafeBufferPointer<UInt8>, _ scope: Int, _ number: Int, _ lines: Int,
        _ attributes: [UnsafePointer<UInt8>?]
    ) {
        length = tag.count
        text = .allocate(capacity: length + 8)
        text.initialize(repeating: 0, count: length + 8)
        _ = UnsafeMutableBufferPointer(start: text, count: length).update(from: tag)
        self.scope = scope
        self.number = number
        self.lines = lines
        isEmpty = length > 1 && text[length - 2] == 0x2F
        count = attributes.count / 5
        list = .allocate(capacity: max(1, attributes.count))
        let start = tag.baseAddress
        for (index, pointer) in attributes.enumerated() {
            var pointer = pointer
            if index % 5 > 2, let place = pointer, let start { pointer = UnsafePointer(text + (place - start)) }
            (list + index).initialize(to: pointer)
        }
    }

    var attributes: XMLAttributeList { count == 0 ? XMLAttributeList(nil, 0) : XMLAttributeList(list, count) }

    func forget() {
        text.deallocate()
        list.deallocate()
    }
}
