/// Attributes as libxml2 hands them over: five pointers each (local name, prefix, namespace, start and end of the value).
struct XMLAttributeList {
    private let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let count: Int

    init(_ pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: Int) {
        self.pointers = pointers
        self.count = pointers == nil ? 0 : count
    }

    subscript(index: Int) -> (
        local: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?, value: UnsafeBufferPointer<UInt8>
    ) {
        guard let pointers, let local = pointers[index * 5] else { preconditionFailure("an attribute has a name") }
        let start = pointers[index * 5 + 3]
        let length = start.flatMap { start in pointers[index * 5 + 4].map { $0 - start } } ?? 0
        return (local, pointers[index * 5 + 2], UnsafeBufferPointer(start: start, count: length))
    }

    var pairs: [XMLName: String] {
        var pairs: [XMLName: String] = [:]
        for index in 0..<count {
            let (local, namespace, value) = self[index]
            let name = XMLName(String(cString: local), in: namespace.map { String(cString: $0) } ?? "")
            pairs[name] = String(decoding: value, as: UTF8.self)
        }
        return pairs
    }
}
