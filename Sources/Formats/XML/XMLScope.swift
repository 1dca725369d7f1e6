/// The names of one document read the quick way, each kept once at an address that stays, as libxml2 keeps them; and the
/// namespaces that are declared where the reader stands.
final class XMLScope {
    /// A name as it is written, with its prefix. Kept by address, so that nothing is counted on the way.
    struct Written {
        let bytes: UnsafePointer<UInt8>
        let length: Int
        /// Letters of the prefix; 0 without one.
        let prefix: Int
        let local: UnsafePointer<UInt8>
        /// Resolved within these declarations.
        fileprivate(set) var known = -1
        fileprivate(set) var namespace: UnsafePointer<UInt8>?
        /// The number of the name with that namespace, for elements; -1 where nobody has asked for it.
        var number = -1
        /// What followed the last time, of start tags: behind its start, and behind its end. Files repeat themselves.
        var afterStart: UnsafeMutablePointer<Written>?
        var afterEnd: UnsafeMutablePointer<Written>?
        /// What its tag was the last time, with its attributes.
        var memo: UnsafeMutablePointer<XMLTagMemo>?
        /// How many memos of it were of no use.
        var memos = 0

        var text: [UInt8] { Array(UnsafeBufferPointer(start: bytes, count: length)) }
    }

    typealias Name = UnsafeMutablePointer<Written>

    private struct Declaration {
        let prefix: [UInt8]
        /// Nil takes the default namespace away.
        let namespace: UnsafePointer<UInt8>?
        /// What the declarations up to here are called.
        let scope: Int
    }

    private static let room = 1024
    private let slots: UnsafeMutablePointer<Name?>
    private var names: [Name] = []
    private var texts: [[UInt8]: UnsafeMutablePointer<UInt8>] = [:]
    private var declared: [Declaration] = []
    private var scopes = 0
    /// What the declarations that hold are called; 0 for none.
    private(set) var scope = 0

    init() {
        slots = .allocate(capacity: XMLScope.room)
        slots.initialize(repeating: nil, count: XMLScope.room)
    }

    deinit {
        for name in names {
            name.pointee.memo?.pointee.forget()
            name.pointee.memo?.deallocate()
            name.deallocate()
        }
        for text in texts.values { text.deallocate() }
        slots.deallocate()
    }

    /// Nil where there are more names than anybody needs.
    @inline(__always)
    func written(_ start: UnsafePointer<UInt8>, _ length: Int) -> Name? {
        var hash = UInt(length)
        for index in 0..<length { hash = (hash ^ UInt(start[index])) &* 0x9E37_79B9_7F4A_7C15 }
        var index = Int(hash >> 40) & (XMLScope.room - 1)
        while let name = slots[index] {
            if name.pointee.length == length, isEqual(name.pointee.bytes, start, length) { return name }
            index = (index + 1) & (XMLScope.room - 1)
        }
        return make(start, length, at: index)
    }

    @inline(__always)
    private func isEqual(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        for index in 0..<length where one[index] != other[index] { return false }
        return true
    }

    private func make(_ start: UnsafePointer<UInt8>, _ length: Int, at slot: Int) -> Name? {
        guard names.count * 2 < XMLScope.room else { return nil }
        let bytes = Array(UnsafeBufferPointer(start: start, count: length))
        let colon = bytes.firstIndex(of: 0x3A)
        let name = Name.allocate(capacity: 1)
        name.initialize(
            to: Written(
                bytes: text(bytes), length: length, prefix: colon ?? 0,
                local: text(Array(bytes[(colon.map { $0 + 1 } ?? 0)...]))))
        names.append(name)
        slots[slot] = name
        return name
    }

    /// The text at an address of its own, ended by zeros: eight, because names are compared eight bytes at a time.
    private func text(_ bytes: [UInt8]) -> UnsafePointer<UInt8> {
        if let known = texts[bytes] { return UnsafePointer(known) }
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 8)
        copy.initialize(repeating: 0, count: bytes.count + 8)
        for (index, byte) in bytes.enumerated() { copy[index] = byte }
        texts[bytes] = copy
        return UnsafePointer(copy)
    }

    /// How many declarations hold now.
    private(set) var depth = 0

    func declare(_ prefix: [UInt8], _ namespace: [UInt8]) {
        scopes += 1
        scope = scopes
        depth += 1
        declared.append(
            Declaration(prefix: prefix, namespace: namespace.isEmpty ? nil : text(namespace), scope: scope))
    }

    /// Forgets what was declared since there were `count`.
    @inline(__always)
    func leave(_ count: Int) {
        if count == depth { return }
        declared.removeSubrange(count...)
        depth = count
        scope = declared.last?.scope ?? 0
    }

    /// The namespace of an element, or of an attribute, which has none without a prefix. The outer nil: not declared.
    @inline(__always)
    func namespace(of name: Name, isAttribute: Bool = false) -> UnsafePointer<UInt8>?? {
        if isAttribute, name.pointee.prefix == 0 { return .some(nil) }
        if name.pointee.known == scope { return .some(name.pointee.namespace) }
        guard let found = resolve(name.pointee.text.prefix(name.pointee.prefix)) else { return nil }
        if name.pointee.namespace != found { name.pointee.number = -1 }
        name.pointee.known = scope
        name.pointee.namespace = found
        return .some(found)
    }

    private func resolve(_ prefix: ArraySlice<UInt8>) -> UnsafePointer<UInt8>?? {
        for declaration in declared.reversed() where declaration.prefix[...] == prefix {
            return .some(declaration.namespace)
        }
        return prefix.isEmpty ? .some(nil) : nil
    }

    /// The declarations from number `first` on, as attributes, for somebody who goes on from here.
    func text(from first: Int, to end: Int) -> [UInt8] {
        var text: [UInt8] = []
        for declaration in declared[first..<end] {
            text +=
                Array(" xmlns".utf8) + (declaration.prefix.isEmpty ? [] : [0x3A] + declaration.prefix) + [0x3D, 0x22]
            if let namespace = declaration.namespace { text += Array(String(cString: namespace).utf8) }
            text.append(0x22)
        }
        return text
    }
}
