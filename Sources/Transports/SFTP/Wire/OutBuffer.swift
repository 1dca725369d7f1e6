import Exchange

/// Packets on their way to the server: built in place, taken by the channel from the front.
final class OutBuffer {
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 3 << 20, alignment: 64)
    private var start = 0
    private var end = 0
    /// Where the packet being built begins.
    private var packet = 0

    deinit { memory.deallocate() }

    var count: Int { end - start }

    /// What the channel may take.
    var pending: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[start..<end]) }

    func took(_ count: Int) {
        start += count
        if start == end {
            start = 0
            end = 0
        }
    }

    func begin(_ kind: UInt8, id: UInt32) {
        begin(kind)
        word(id)
    }

    func begin(_ kind: UInt8) {
        packet = end
        word(0)
        byte(kind)
    }

    /// The packet is whole: its length is known now. Answers what it takes, the length itself included.
    @discardableResult
    func finish() -> Int {
        let length = UInt32(end - packet - 4).bigEndian
        memory.storeBytes(of: length, toByteOffset: packet, as: UInt32.self)
        return end - packet
    }

    /// The packet that was begun is not sent after all.
    func drop() { end = packet }

    func byte(_ value: UInt8) {
        room(1)
        memory[end] = value
        end += 1
    }

    func word(_ value: UInt32) {
        room(4)
        memory.storeBytes(of: value.bigEndian, toByteOffset: end, as: UInt32.self)
        end += 4
    }

    func long(_ value: Int) {
        room(8)
        memory.storeBytes(of: UInt64(value).bigEndian, toByteOffset: end, as: UInt64.self)
        end += 8
    }

    func text(_ value: String) {
        var value = value
        value.withUTF8 { bytes(UnsafeRawBufferPointer($0)) }
    }

    func bytes(_ value: [UInt8]) { value.withUnsafeBytes { bytes($0) } }

    func bytes(_ value: UnsafeRawBufferPointer) {
        word(UInt32(value.count))
        room(value.count)
        UnsafeMutableRawBufferPointer(rebasing: memory[end...]).copyMemory(from: value)
        end += value.count
    }

    /// A string of at most `count` bytes that `fill` writes in place and answers the length of.
    func filled(
        atMost count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Fault) -> Int
    ) throws(Fault) -> Int {
        room(count + 4)
        let got = try fill(UnsafeMutableRawBufferPointer(rebasing: memory[end + 4..<end + 4 + count]))
        word(UInt32(got))
        end += got
        return got
    }

    /// Moves what is pending to the front, or takes more memory, where the tail is too short.
    private func room(_ count: Int) {
        if memory.count - end >= count { return }
        let pending = end - start
        var target = memory
        if memory.count - pending < count || start < memory.count / 2 {
            let size = max(memory.count * 2, pending + count)
            target = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
        }
        target.baseAddress?.copyMemory(from: memory.baseAddress! + start, byteCount: pending)
        if target.baseAddress != memory.baseAddress {
            memory.deallocate()
            memory = target
        }
        packet -= start
        start = 0
        end = pending
    }
}
