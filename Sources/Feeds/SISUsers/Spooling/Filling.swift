import Exchange

extension [UInt8] {
    /// Fills the first `count` bytes with what `read` gives from `offset` on, in as many calls as that takes; answers how
    /// many there were.
    mutating func fill(
        _ count: Int, from offset: Int,
        _ read: (_ place: UnsafeMutableRawBufferPointer, _ offset: Int) throws(Fault) -> Int
    ) throws(Fault) -> Int {
        var filled = 0
        // `withUnsafeMutableBytes` rethrows any error type; the fault is carried round it.
        var fault: Fault?
        withUnsafeMutableBytes { all in
            do throws(Fault) {
                while filled < count {
                    let got = try read(UnsafeMutableRawBufferPointer(rebasing: all[filled..<count]), offset + filled)
                    if got == 0 { break }
                    filled += got
                }
            } catch { fault = error }
        }
        if let fault { throw fault }
        return filled
    }
}
