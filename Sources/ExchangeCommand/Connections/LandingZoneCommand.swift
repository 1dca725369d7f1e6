import ArgumentParser
import Engine
import Exchange
import Glibc

struct LandingZoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "landing-zone",
        abstract: "How to set up a server of the campus into which the library system logs in.",
        discussion: """
            Prints what an administrator does there, for Debian and OpenSSH; nothing is done. The library system gets an \
            account that can do nothing but SFTP, locked into one folder with two folders in it: 'in' is where it leaves \
            files for the campus, 'out' is where it fetches files from the campus. 'exchange' runs on the same machine.

              exchange connections landing-zone
              exchange connections landing-zone --user alma --folder /srv/alma
              exchange connections landing-zone --sshd     only the part for /etc/ssh/sshd_config.d/
            """)

    @Option(help: ArgumentHelp("The account the library system logs in with.", valueName: "account"))
    var user = "alma"
    @Option(help: ArgumentHelp("The folder it is locked into.", valueName: "folder"))
    var folder = "/srv/alma"
    @Option(help: ArgumentHelp("The account 'exchange' runs under.", valueName: "account"))
    var pickup = "exchange"
    @Option(help: ArgumentHelp("Where sshd looks for the public key.", valueName: "folder"))
    var keys = "/etc/ssh/landing-zone"
    @Flag(help: "Print only the part of sshd_config, for a file.")
    var sshd = false

    func run() throws {
        let zone = try LandingZone(user: user, pickup: pickup, folder: folder, keys: keys)
        for line in sshd ? zone.sshd : LandingZoneCommand.text(zone) { print(line) }
    }

    static func text(_ zone: LandingZone) -> [String] {
        [
            "A landing zone for '\(zone.user)' in \(zone.folder). Everything as root, on the campus server.", "",
            "1. The accounts. '\(zone.user)' has no password and no shell.", "",
        ] + zone.accounts.map(indented) + [
            "", "2. The folders. \(zone.folder) is root's own: sshd locks nobody into a folder that others may change.",
            "   Files keep the group of the folder they are in, so each side can read and remove the other's.", "",
        ] + zone.folders.map(indented) + [
            "",
            "3. The key. The library system's people send its public half (\(zone.user).pub). Read the fingerprint to",
            "   them by telephone; a key that came by mail may be anybody's.", "",
        ] + zone.key.map(indented) + [
            "", "4. The server: /etc/ssh/sshd_config.d/landing-zone-\(zone.user).conf", "",
        ] + zone.sshd.map(indented) + [
            "", "   then", "", indented("sshd -t && systemctl reload ssh"), "",
            "5. The firewall. Let only the library system's addresses reach this port; it publishes them.", "",
            "6. The connection, in Profiles/connections.yaml. Profiles pick up from 'in' and deliver to 'out'.", "",
        ] + zone.connection.map(indented) + [
            "", "7. Does it work?", "",
            indented("exchange connections test \(zone.user)-zone --write out      this program's side"),
            indented(
                "sftp -i THE-KEY \(zone.user)@THIS-SERVER                     with a key of your own in \(zone.keys)"),
            "",
            "   A client that sends narrow permissions of its own (0600) leaves files that only '\(zone.user)' can read; a mask",
            "   takes away and never adds. Then let 'exchange' log in by SFTP as '\(zone.user)' too, with a second key.",
            "",
            "   Give the library system's people: this server's name, the port, the account '\(zone.user)', the folders",
            "   /in and /out, and the fingerprints of the server's own keys:", "",
            indented("for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -l -f \"$key\"; done"),
        ]
    }

    private static func indented(_ line: String) -> String { "    \(line)" }
}
