import Exchange

/// Writes the load as the receiver will hold it: the shape, then for each user the size of its body, the line it came
/// from, and the body.
struct BaselineWriter {
    private let sink: any ByteSink
    private(set) var users = 0
    private var head = [UInt8](repeating: 0, count: BaselineWriter.headSize)

    static let headSize = 8

    init(_ sink: any ByteSink, _ layout: UserLayout) throws(Fault) {
        self.sink = sink
        try sink.write(BaselineShape(layout).bytes)
    }

    /// `body`: as the spool has it.
    mutating func write(_ body: UnsafeRawBufferPointer, line: Int) throws(Fault) {
        let (size, line) = (UInt32(clamping: body.count), UInt32(clamping: line))
        head.withUnsafeMutableBytes { place in
            place.storeBytes(of: size, as: UInt32.self)
            place.storeBytes(of: line, toByteOffset: 4, as: UInt32.self)
        }
        try head.withUnsafeBufferPointer { bytes throws(Fault) in try sink.write(UnsafeRawBufferPointer(bytes)) }
        try sink.write(body)
        users += 1
    }

    mutating func write(_ user: borrowing UserRecord, line: Int) throws(Fault) {
        var body = [UInt8](repeating: 0, count: UserBody.most(user.ranges))
        var size = 0
        body.withUnsafeMutableBufferPointer { place in
            user.bytes.withUnsafeBufferPointer { bytes in
                user.ranges.withUnsafeBufferPointer { ranges in
                    guard let place = place.baseAddress, let bytes = bytes.baseAddress else { return }
                    size = UserBody.write(bytes, ranges, to: place)
                }
            }
        }
        try body.withUnsafeBufferPointer { bytes throws(Fault) in
            try write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<size]), line: line)
        }
    }
}
