import Daemon
import Engine
import Exchange
import Feeds
import Formats
import Ledger
import Machine
import Rules
import Setup
import Transports

/// What this program is made of: every plug-in, in one list each. Adding a feed or a transport is one word here.
enum Catalog {
    static let feeds: [any Feed.Type] = [
        // Files are offered to feeds in this order, and users take any XML.
        ERPPaymentsFeed.self, ERPOrdersFeed.self, SISUsersFeed.self, FileRelayFeed.self,
    ]

    static let transports: [any Transport.Type] = [
        LocalTransport.self, SFTPTransport.self, FTPTransport.self, FTPSTransport.self, HTTPSTransport.self,
    ]

    static let channels: [any NoticeChannel.Type] = [MailChannel.self, WebhookChannel.self, ProgramChannel.self]

    static let codes: [Code] =
        Code.command + Code.setup + Code.engine + Code.ledger + Code.places + Code.machine + Code.formats
        + Code.sftp + Code.ftp + Code.curl + Code.tls + Code.https + Code.outside + Code.rules + Code.sisUsers
        + Code.foreignUsers + Code.fileRelay + Code.targets + Code.fields + Code.erpPayments + Code.erpOrders
        + Code.pgp + Code.daemon + Code.notices

    static let plugIns = PlugIns(feeds: feeds, transports: transports, channels: channels)
}
