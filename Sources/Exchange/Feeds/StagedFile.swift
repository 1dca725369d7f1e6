/// A file that has been brought in whole: its name at the source, its size, its bytes. It can be read any number of times.
package protocol StagedFile {
    /// The last component of the path at the source. Data, never a path of ours.
    var name: String { get }
    var size: Int { get }
    var digest: ContentDigest { get }
    /// The bytes in order, in chunks of any size, until the end or `.enough`.
    func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault)
}
