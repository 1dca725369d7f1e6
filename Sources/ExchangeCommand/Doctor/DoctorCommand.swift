import ArgumentParser
import Engine
import Exchange
import Setup

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "What is missing on this machine, and what to do about it.",
        discussion: """
            Looks at libraries and programs, time, accounts, folders, secrets, the configuration, and what starts the runs. \
            Nothing is written and nothing is connected to, unless --connect asks for it. Run it as the account that runs \
            the profiles.

              sudo -u exchange exchange doctor
              exchange doctor --connect
              exchange doctor --json

            Exit codes: 0 nothing is missing (warnings stop nothing), 7 something is.
            """)

    @Flag(help: "Also try every connection, as 'exchange connections test' does.")
    var connect = false
    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        var needs = SiteNeeds()
        let site = SiteReading(root)
        if let found = site.found { needs = SiteNeeds(found.configuration) }
        var lines = HostLook(needs: needs, isInstalled: site.found?.folder.isInstalled ?? false).lines + site.lines
        if let found = site.found {
            lines += FolderLook(found.folder, found.configuration).lines
            lines += SecretLook(found.configuration).lines
            lines += ConnectionLook(found.folder, found.configuration, connects: connect).lines
            lines += StarterLook(found.folder).lines
        }
        let page = DoctorPage(lines)
        page.print(json: json.isOn)
        if page.verdict == .fail { throw Ending(end: .configuration) }
    }
}
