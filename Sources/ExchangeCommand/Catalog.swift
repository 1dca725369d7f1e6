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
    /// Whoever looks closest comes first: `validate` takes the first that recognises a file, and users take any XML.
    static let feeds: [any Feed.Type] = [
        EDIResponsesFeed.self, EDIInvoicesFeed.self,
        BursarFeesFeed.self, BursarPaymentsFeed.self, ERPInvoicesFeed.self, ERPFundsFeed.self, ERPPaymentsFeed.self,
        ERPOrdersFeed.self, SISUsersFeed.self, FileRelayFeed.self,
    ]

    static let transports: [any Transport.Type] = [
        LocalTransport.self, SFTPTransport.self, FTPTransport.self, FTPSTransport.self, HTTPSTransport.self,
    ]

    static let channels: [any NoticeChannel.Type] = [MailChannel.self, WebhookChannel.self, ProgramChannel.self]

    static let codes: [Code] =
        Code.command + Code.setup + Code.engine + Code.ledger + Code.places + Code.machine + Code.formats
        + Code.sftp + Code.ftp + Code.curl + Code.tls + Code.https + Code.outside + Code.rules + Code.sisUsers
        + Code.foreignUsers + Code.fileRelay + Code.almaFees + Code.bursarPayments + Code.money + Code.targets
        + Code.fields + Code.erpInvoices + Code.erpFunds + Code.erpPayments + Code.erpOrders + Code.ediMeaning
        + Code.pgp + Code.daemon + Code.notices

    static let plugIns = PlugIns(feeds: feeds, transports: transports, channels: channels)
}
