/// Where a user of a baseline came from: 8 bytes.
struct BaselineOrigin: Hashable, Sendable {
    static let size = 8

    /// In the source file.
    var line: Int
    /// 0 for a user of this very load; else the user was rejected or missing since, and this is where in
    /// `BaselineShape.runs` the run stands that delivered it last, from 1.
    var run = 0
    /// Which of that run's arrivals, and which of its deliveries, from 1; 0 where there are too many to tell.
    var file = 0
    var zip = 0

    func write(to place: UnsafeMutableRawBufferPointer) {
        place.storeBytes(of: UInt32(clamping: line), as: UInt32.self)
        place.storeBytes(of: UInt16(clamping: run), toByteOffset: 4, as: UInt16.self)
        place.storeBytes(of: UInt8(exactly: file) ?? 0, toByteOffset: 6, as: UInt8.self)
        place.storeBytes(of: UInt8(exactly: zip) ?? 0, toByteOffset: 7, as: UInt8.self)
    }

    init(line: Int, run: Int = 0, file: Int = 0, zip: Int = 0) {
        self.line = line
        self.run = run
        self.file = file
        self.zip = zip
    }

    init(at place: UnsafeRawBufferPointer) {
        line = Int(place.loadUnaligned(as: UInt32.self))
        run = Int(place.loadUnaligned(fromByteOffset: 4, as: UInt16.self))
        file = Int(place[6])
        zip = Int(place[7])
    }
}
