import Exchange

/// Writes the load as the receiver will hold it: the shape, then for each user the size of its body, where it came from
/// (`BaselineOrigin`), and the body.
struct BaselineWriter {
    private let sink: any ByteSink
    private(set) var users = 0
    private var head = [UInt8](repeating: 0, count: BaselineWriter.headSize)

    static let headSize = 4 + BaselineOrigin.size

    init(_ sink: any ByteSink, _ shape: BaselineShape) throws(Fault) {
        self.sink = sink
        try sink.write(shape.bytes)
    }

    /// `body`: as the spool has it.
    mutating func write(_ body: UnsafeRawBufferPointer, from origin: BaselineOrigin) throws(Fault) {
        let size = UInt32(clamping: body.count)
        head.withUnsafeMutableBytes { place in
            place.storeBytes(of: size, as: UInt32.self)
            origin.write(to: UnsafeMutableRawBufferPointer(rebasing: place[4...]))
        }
        try head.withUnsafeBufferPointer { bytes throws(Fault) in try sink.write(UnsafeRawBufferPointer(bytes)) }
        try sink.write(body)
        users += 1
    }

    mutating func write(_ user: borrowing UserRecord, from origin: BaselineOrigin) throws(Fault) {
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
            try write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<size]), from: origin)
        }
    }
}
