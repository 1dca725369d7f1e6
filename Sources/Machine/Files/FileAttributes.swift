import Exchange
import Glibc

/// What the kernel says of a file.
package struct FileAttributes: Hashable, Sendable {
    package let kind: Entry.Kind
    package let size: Int
    package let modified: Moment
    package let device: UInt
    package let inode: UInt
    /// Permission bits only.
    package let mode: UInt32
    package let links: Int
    /// The owner's number.
    package let owner: UInt32

    package init(_ found: stat) {
        kind =
            switch found.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .special
            }
        size = Int(found.st_size)
        modified = Moment(seconds: Int(found.st_mtim.tv_sec), nanoseconds: Int(found.st_mtim.tv_nsec))
        device = UInt(found.st_dev)
        inode = UInt(found.st_ino)
        mode = found.st_mode & 0o7777
        links = Int(found.st_nlink)
        owner = found.st_uid
    }
}
