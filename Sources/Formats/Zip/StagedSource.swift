import Exchange

/// A staged file as the source of an archive, read where the archive's directory points to.
package final class StagedSource: ByteSource {
    private let file: any StagedFile

    package init(_ file: any StagedFile) { self.file = file }

    package var size: Int { file.size }

    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        try file.read(into: buffer, at: offset)
    }
}
