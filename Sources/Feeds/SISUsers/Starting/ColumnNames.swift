/// What columns are called in the extracts of student and personnel systems (Banner, PeopleSoft, Colleague and their
/// like; English, German and French headings), as data. Names are folded: lower case, letters and digits only, accents
/// and umlauts written out. Of several names for one field the first is the likeliest.
enum ColumnNames {
    /// A field with the kind of its values, and the names columns for it have.
    struct Row: Sendable {
        let target: ColumnTarget
        let names: [String]
    }

    static let rows: [Row] = table.split(separator: "\n").compactMap { line in
        let halves = line.split(separator: ":", maxSplits: 1)
        let head = halves[0].split(separator: " ")
        guard halves.count == 2, head.count == 2, let target = ColumnTarget(head[0], head[1]) else { return nil }
        return Row(target: target, names: halves[1].split(separator: " ").map(String.init))
    }

    private static let table = """
        primary_id id: primaryid spridenid idnumber emplid employeeid employeenumber studentid studentnumber studentno \
        stuid personid personnumber personno universityid univid uin campuswideid bannerid colleagueid patronid \
        institutionid empid matrikelnummer matrikelnr matrnr matrikel personalnummer personalnr personennummer \
        benutzernummer numeroetudiant numetudiant netudiant noetudiant codeetudiant matricule identifiant userid id nummer
        identifiers.UNIV_ID.value id: username login loginname netid eppn userprincipalname uid uniqname campusid \
        krbnameuppercase accountname samaccountname benutzername benutzerkennung rzkennung kennung nomutilisateur \
        nomdutilisateur compte udcid secondaryid
        identifiers.BARCODE.value id: barcode librarybarcode cardnumber cardno cardid card librarycard libraryid pubarcode \
        bibliotheksausweis ausweisnummer ausweis kartennummer chipkarte codebarres codebarre numerocarte carte
        last_name name: lastname lastnam surname familyname lname last nachname familienname nomdefamille nomfamille nom name
        first_name name: firstname firstnam givenname forename fname first vorname prenom
        middle_name name: middlename middlenam middleinitial mi middle zweitervorname deuxiemeprenom
        full_name name: fullname displayname
        pref_first_name name: preffirstname preferredfirstname nickname rufname prenomusuel
        pref_middle_name name: prefmiddlename preferredmiddlename
        pref_last_name name: preflastname preferredlastname nomusuel nomdusage
        user_group code: usergroup patrongroup patrontype pvpatrongroup patron group groupcode primarygroup ptype \
        librarypersontypecode persontype persontypecode usertype borrowertype affiliation primaryaffiliation stvlevl \
        levlcode level role population emplclass classification benutzergruppe personengruppe statusgruppe gruppe \
        categorie typeusager groupe profil
        campus_code code: campuscode campus campcode standort site
        preferred_language code: preferredlanguage language languagecode lang langcode sprache langue
        gender code: gender sex geschlecht sexe genre
        user_title code: salutation nameprefix prefix anrede titel civilite
        job_description text: jobdescription jobtitle positiontitle directorytitle funktion fonction
        pin_number text: pinnumber pin
        web_site_url text: website websiteurl homepage
        birth_date date: birthdate dateofbirth dob birthday birthdt born birth geburtsdatum geburtstag gebdatum gebdat \
        geboren datedenaissance datenaissance naissance
        expiry_date date: expirydate expirationdate expiredate expdate expires expiry expiration expire enddate enddt \
        terminationdate terminationdt appointmentenddate validuntil validto gueltigbis ablaufdatum enddatum endedatum \
        datedefin datefin dateexpiration datedexpiration finvalidite datefinvalidite
        purge_date date: purgedate purge loeschdatum datedepurge datepurge
        status code: status userstatus recordstatus statuscode eligibleineligible active aktiv statut
        addresses.*.line1 text: line1 addressline1 address1 addr1 streetline1 street1 street streetaddress address addr \
        strasse strassehausnummer strassehausnr adresse1 adresse rue ligne1
        addresses.*.line2 text: line2 addressline2 address2 addr2 streetline2 street2 adresszusatz zusatz adresse2 \
        complement complementadresse ligne2
        addresses.*.line3 text: line3 addressline3 address3 addr3 streetline3 street3 adresse3 ligne3
        addresses.*.line4 text: line4 addressline4 address4 addr4 streetline4 street4 adresse4 ligne4
        addresses.*.city text: city town ort wohnort stadt ville commune localite
        addresses.*.state_province text: stateprovince state province statecode statcode bundesland kanton canton
        addresses.*.postal_code text: postalcode zipcode zip postcode postal plz postleitzahl codepostal cp
        addresses.*.country country: country countrycode natncode nation land laendercode pays
        emails.*.email_address email: emailaddress email mail emailaddr emailadresse courriel adressemail \
        adresseelectronique mel
        phones.mobile.phone_number phone: mobile mobilephone mobilenumber cell cellphone cellnumber mobil mobilnummer \
        handy handynummer telefonmobil mobiltelefon natel portable telephoneportable telmobile telportable
        phones.*.phone_number phone: phonenumber phone phonenum telephone telephonenumber tel telefon telefonnummer \
        numerotelephone
        statistics.*.statistic_category code: statcategory statisticalcategory pvstatcategory major majorcode majr stvmajr \
        majrcode department deptcode deptid dept homedepartment orgncodehome orgunitid college collcode faculty \
        facultycode program programcode studentyear fakultaet fachbereich studiengang institut departement faculte \
        filiere composante
        """
}
