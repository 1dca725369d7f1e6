/// The elements of a user, transcribed from the published schema `rest_user.xsd`: name, limit or type, and `-` where
/// the load does not read the element (a value is accepted there and has no effect), or `!` where the schema demands it.
package enum UserSchema {
    /// Children of `user`, in the order they are written. The schema allows any order (`xs:all`).
    package static let fields = UserElement.table(
        """
        record_type 255 -
        primary_id 255
        first_name 255
        middle_name 255
        last_name 255
        full_name 600 -
        pin_number 255
        user_title 255
        job_category 255
        job_description 255
        gender 255
        user_group 255
        campus_code 50
        web_site_url 255
        cataloger_level 255
        preferred_language 255
        birth_date date
        expiry_date date
        purge_date date
        account_type 255 -
        external_id 255 -
        status 255
        status_date date -
        pref_first_name 255
        pref_middle_name 255
        pref_last_name 255
        pref_name_suffix 255
        is_researcher boolean
        """)

    /// The repeated parts, in the order they are written; the first three stand inside `contact_info`.
    package static let segments: [UserSegment] = [
        UserSegment(
            setting: "addresses", wrapper: "addresses", element: "address", inContactInfo: true,
            attributes: ["preferred"], types: ("address_types", "address_type"), key: "line1",
            """
            line1 text
            line2 255
            line3 255
            line4 255
            line5 255
            city 255
            state_province 255
            postal_code 255
            country 255
            address_note 1000
            start_date date
            end_date date
            """),
        UserSegment(
            setting: "emails", wrapper: "emails", element: "email", inContactInfo: true,
            attributes: ["preferred"], types: ("email_types", "email_type"), key: "email_address",
            """
            email_address 255
            description 255
            """),
        UserSegment(
            setting: "phones", wrapper: "phones", element: "phone", inContactInfo: true,
            attributes: ["preferred", "preferred_sms"], types: ("phone_types", "phone_type"), key: "phone_number",
            """
            phone_number 255
            """),
        UserSegment(
            setting: "identifiers", wrapper: "user_identifiers", element: "user_identifier", key: "value",
            """
            id_type 255 !
            value 255 !
            note 2000
            status 255
            """),
        UserSegment(
            setting: "blocks", wrapper: "user_blocks", element: "user_block", key: "block_description",
            """
            block_type 255
            block_description 255 !
            block_status 255
            block_note 2000
            created_by 255
            expiry_date moment
            item_loan_id text
            """),
        UserSegment(
            setting: "notes", wrapper: "user_notes", element: "user_note", key: "note_text",
            """
            note_type 255 !
            note_text 2000
            user_viewable boolean !
            popup_note boolean !
            created_by 255
            """),
        UserSegment(
            setting: "statistics", wrapper: "user_statistics", element: "user_statistic", key: "statistic_category",
            """
            statistic_category 255 !
            statistic_note 2000
            """),
        UserSegment(
            setting: "rs_libraries", wrapper: "rs_libraries", element: "rs_library", key: "code",
            """
            code 50 !
            """),
        UserSegment(
            setting: "library_notices", wrapper: "library_notices", element: "library_notice", key: "code",
            """
            code 255 !
            value boolean !
            """),
    ]
}
