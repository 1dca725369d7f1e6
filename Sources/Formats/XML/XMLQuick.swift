import Glibc

/// Reads the plain part of a document without libxml2, several times as quick, and drives the same `XMLCutting`.
///
/// Plain is what every program that writes such files writes: UTF-8, elements and attributes of ASCII names, text with the
/// five references that XML has of itself. At the first thing that is not (a comment, a section, a carriage return, a
/// mistake) it stops in front of it and says where: libxml2 goes on from there, so what is read, and every word about it,
/// is the same either way.
final class XMLQuick {
    struct Open {
        let name: XMLScope.Name
        /// Declarations that held before it.
        let declared: Int
    }

    let cutting: XMLCutting
    let scope = XMLScope()
    /// Not read yet: the token that the last block broke off.
    private(set) var unread: [UInt8] = []
    /// The place of the first of these in the document, and its line, from 1.
    private(set) var offset = 0
    var line = 1
    var open: [Open] = []
    /// The last tag, as far as it says which start tag may come next.
    var last: XMLScope.Name?
    var isBehindEnd = false
    private var isBegun = false
    private var hasRoot = false
    private var hasDeclaration = false
    private var text: [UInt8] = []
    private var attributes: [UnsafePointer<UInt8>?] = []
    /// A token longer than this is left to libxml2.
    private static let longest = 64 << 10

    init(_ cutting: XMLCutting) { self.cutting = cutting }

    /// Whether there was nothing but one whole root, and blanks.
    var isWhole: Bool { hasRoot && open.isEmpty && unread.allSatisfy(XMLRecord.isSpace) }

    func begin(at offset: Int, line: Int) {
        self.offset = offset
        self.line = line
    }

    /// Takes the next bytes, which are UTF-8 without what XML forbids. False where libxml2 must go on, from `unread`.
    func parse(_ block: UnsafeBufferPointer<UInt8>) -> Bool {
        // Taken out of the object while it is read: nothing else asks for it meanwhile.
        var bytes: [UInt8] = []
        swap(&bytes, &unread)
        bytes.append(contentsOf: block)
        var place = 0
        let isPlain = bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return true }
            return read(base, bytes.count, &place)
        }
        offset += place
        bytes.removeFirst(place)
        swap(&bytes, &unread)
        return isPlain && unread.count <= XMLQuick.longest
    }

    /// The start tags that are open, for somebody who goes on from here, and how many elements that are. After the root's
    /// end an element that stands for it.
    var standing: (text: [UInt8], elements: Int) {
        if hasRoot, open.isEmpty { return (Array("<r/>".utf8), 1) }
        // Behind a declaration there may be blanks; in front of one, or without, there may be none.
        if open.isEmpty { return (hasDeclaration ? Array("<?xml version=\"1.0\"?>".utf8) : [], 0) }
        var text: [UInt8] = []
        for (index, element) in open.enumerated() {
            let next = index + 1 < open.count ? open[index + 1].declared : scope.depth
            text += [0x3C] + element.name.pointee.text + scope.text(from: element.declared, to: next) + [0x3E]
        }
        return (text, open.count)
    }

    /// Reads whole tokens; `place` is where it stopped.
    private func read(_ base: UnsafePointer<UInt8>, _ count: Int, _ place: inout Int) -> Bool {
        if !isBegun {
            guard let length = XMLQuick.declaration(base, count) else { return count < 100 }
            isBegun = true
            if length < 0 { return false }
            hasDeclaration = length > 0
            place = length
        }
        while place < count {
            if cutting.isTooMuch { return true }
            let common = readCommon(base, place, count)
            if common > place {
                place = common
                continue
            }
            var next = place
            if base[place] != 0x3C {
                guard let found = memchr(base + place, 0x3C, count - place) else { return true }
                next = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            }
            guard next + 1 < count else { return true }
            guard let gt = memchr(base + next, 0x3E, count - next) else { return true }
            let end = UnsafeRawPointer(gt) - UnsafeRawPointer(base)
            guard token(base, place, next, end) else { return false }
            place = end + 1
        }
        return true
    }

    /// The text from `start` and the tag from `tag` to its `>` at `end`. False, and nothing has happened, where they are not
    /// plain.
    private func token(_ base: UnsafePointer<UInt8>, _ start: Int, _ tag: Int, _ end: Int) -> Bool {
        let isEndTag = base[tag + 1] == 0x2F
        var lines = 0
        var isBlank = true
        var isRaw = true
        for index in start..<tag {
            let byte = base[index]
            if byte <= 0x20 {
                if byte == 0x0A { lines += 1 } else if byte == 0x0D { return false }
            } else {
                isBlank = false
                if byte == 0x26 || byte == 0x3E { isRaw = false }
            }
        }
        // Text outside every record is remarked on, with libxml2's idea of its line.
        if !isBlank, open.isEmpty || (!cutting.isInRecord && lines > 0) { return false }
        if !isRaw, !decode(base, start, tag) { return false }
        let delivers = start < tag && !open.isEmpty && (isEndTag || !isBlank)
        return isEndTag
            ? endTag(base, tag, end, lines) { if delivers { self.deliver(base, start, tag, isRaw) } }
            : startTag(base, tag, end, lines) { if delivers { self.deliver(base, start, tag, isRaw) } }
    }

    private func deliver(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ isRaw: Bool) {
        let line = line
        if isRaw {
            cutting.characters(UnsafeBufferPointer(start: base + start, count: end - start)) { line }
        } else {
            text.withUnsafeBufferPointer { text in cutting.characters(text) { line } }
        }
    }

    private func endTag(
        _ base: UnsafePointer<UInt8>, _ tag: Int, _ end: Int, _ lines: Int, _ deliver: () -> Void
    ) -> Bool {
        guard let element = open.last else { return false }
        let name = element.name.pointee
        guard end - tag - 2 == name.length, memcmp(base + tag + 2, name.bytes, name.length) == 0 else { return false }
        deliver()
        line += lines
        close(element, offset + end + 1)
        return true
    }

    @inline(__always)
    func close(_ element: Open, _ byte: Int) {
        scope.leave(element.declared)
        open.removeLast()
        last = element.name
        isBehindEnd = true
        cutting.end { byte }
    }

    private func startTag(
        _ base: UnsafePointer<UInt8>, _ tag: Int, _ end: Int, _ lines: Int, _ deliver: () -> Void
    ) -> Bool {
        if open.isEmpty, hasRoot { return false }
        let isEmpty = base[end - 1] == 0x2F
        let last = isEmpty ? end - 1 : end
        var index = tag + 1
        guard let length = XMLQuick.name(base, index, last), let name = scope.written(base + index, length) else {
            return false
        }
        index += length
        let declared = scope.depth
        var more = 0
        attributes.removeAll(keepingCapacity: true)
        if index < last {
            guard let found = attributes(base, index, last) else {
                scope.leave(declared)
                return false
            }
            more = found
        }
        guard let namespace = scope.namespace(of: name), index == last || resolve() else {
            scope.leave(declared)
            return false
        }
        deliver()
        line += lines + more
        hasRoot = true
        let number = number(of: name, namespace)
        let place = offset + last
        if index < last, !attributes.isEmpty {
            attributes.withUnsafeMutableBufferPointer { list in
                cutting.start(number, XMLAttributeList(list.baseAddress, list.count / 5), line: line, byte: place)
            }
        } else {
            cutting.start(number, XMLAttributeList(nil, 0), line: line, byte: place)
        }
        let isNew = scope.depth != declared
        if isEmpty { scope.leave(declared) }
        if isEmpty || (index < last && !isNew) {
            remember(name, UnsafeBufferPointer(start: base + index, count: end + 1 - index), number, more)
        }
        follow(name)
        if isEmpty {
            isBehindEnd = true
            cutting.end { offset + end + 1 }
        } else {
            open.append(Open(name: name, declared: declared))
        }
        return true
    }

    private func number(of name: XMLScope.Name, _ namespace: UnsafePointer<UInt8>?) -> Int {
        if name.pointee.number < 0 { name.pointee.number = cutting.number(name.pointee.local, namespace) }
        return name.pointee.number
    }

    /// Keeps a tag with attributes, of which its name will very often have the same again.
    private func remember(_ name: XMLScope.Name, _ text: UnsafeBufferPointer<UInt8>, _ number: Int, _ lines: Int) {
        guard text.count <= XMLTagMemo.longest, name.pointee.memos < XMLTagMemo.most else { return }
        name.pointee.memos += 1
        let memo = name.pointee.memo ?? .allocate(capacity: 1)
        if name.pointee.memo != nil { memo.pointee.forget() }
        memo.initialize(to: XMLTagMemo(text, scope.scope, number, lines, attributes))
        name.pointee.memo = memo
    }

    private var pending: [XMLScope.Name] = []

    /// Reads ` name="value"` until `last`: declarations into the scope, the others into `attributes`, their names into
    /// `pending`. How many lines that were; nil where something is not plain.
    private func attributes(_ base: UnsafePointer<UInt8>, _ start: Int, _ last: Int) -> Int? {
        pending.removeAll(keepingCapacity: true)
        var lines = 0
        var index = start
        while true {
            let before = index
            while index < last, base[index] == 0x20 || base[index] == 0x0A || base[index] == 0x09 {
                if base[index] == 0x0A { lines += 1 }
                index += 1
            }
            if index == last { return lines }
            guard index > before, let length = XMLQuick.name(base, index, last),
                index + length + 1 < last, base[index + length] == 0x3D
            else { return nil }
            let quote = base[index + length + 1]
            guard quote == 0x22 || quote == 0x27 else { return nil }
            let value = index + length + 2
            var stop = value
            while stop < last, base[stop] != quote {
                // References, blanks that XML would change, and a `<`, which may not stand here.
                if base[stop] < 0x20 || base[stop] == 0x26 || base[stop] == 0x3C { return nil }
                stop += 1
            }
            guard stop < last, let name = scope.written(base + index, length) else { return nil }
            guard take(name, base + value, stop - value) else { return nil }
            index = stop + 1
        }
    }

    private func take(_ name: XMLScope.Name, _ value: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        if name.pointee.length > 2, memcmp(name.pointee.bytes, "xml", 3) == 0 {
            let text = Array(UnsafeBufferPointer(start: value, count: length))
            guard name.pointee.text.starts(with: "xmlns".utf8), XMLQuick.isAddress(text) else { return false }
            if name.pointee.length == 5 {
                scope.declare([], text)
                return true
            }
            // `xml:lang` and its like are libxml2's.
            guard name.pointee.prefix == 5, !text.isEmpty else { return false }
            let prefix = Array(name.pointee.text[6...])
            if prefix.starts(with: Array("xml".utf8)) { return false }
            scope.declare(prefix, text)
            return true
        }
        guard pending.count < 8, !pending.contains(name) else { return false }
        pending.append(name)
        attributes.append(name.pointee.local)
        attributes.append(nil)
        attributes.append(nil)
        attributes.append(value)
        attributes.append(value + length)
        return true
    }

    /// Gives the attributes their namespaces, once all declarations of the tag are known.
    private func resolve() -> Bool {
        for (index, name) in pending.enumerated() {
            guard let namespace = scope.namespace(of: name, isAttribute: true) else { return false }
            attributes[index * 5 + 2] = namespace
            let local: UnsafePointer<UInt8>? = name.pointee.local
            for other in 0..<index where attributes[other * 5] == local && attributes[other * 5 + 2] == namespace {
                return false
            }
        }
        return true
    }

    /// Text with its references replaced, in `text`. False where one of them is none of the five, or it holds `]]>`.
    private func decode(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        text.removeAll(keepingCapacity: true)
        var index = start
        while index < end {
            let byte = base[index]
            if byte == 0x3E, index - start > 1, base[index - 1] == 0x5D, base[index - 2] == 0x5D { return false }
            guard byte == 0x26 else {
                text.append(byte)
                index += 1
                continue
            }
            guard let (letter, length) = XMLQuick.reference(base + index, end - index) else { return false }
            text.append(letter)
            index += length
        }
        return true
    }
}
