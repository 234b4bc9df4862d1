package uk.gov.education.training.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** An invented person of the demonstration, who has the same id on every start. */
public record DemoPerson(String trn, String fullName) {

    private static final List<String> FIRST_NAMES = List.of(
            "Aisha", "Ben", "Chiara", "Dev", "Eilidh", "Farid", "Grace", "Harun", "Imogen", "Jonas", "Kezia", "Liam",
            "Mei", "Noor", "Owen", "Petra", "Quentin", "Rosa", "Samir", "Tilda", "Umar", "Vera", "Wilf", "Yara",
            "Zadie");
    private static final List<String> LAST_NAMES = List.of(
            "Abbot",
            "Birch",
            "Calloway",
            "Dunmore",
            "Ellery",
            "Fenwick",
            "Garrow",
            "Hollis",
            "Ingram",
            "Jarrow",
            "Kember",
            "Lomax",
            "Marlow",
            "Norris",
            "Oakden",
            "Pryor",
            "Quick",
            "Rushden",
            "Selby",
            "Tolland",
            "Underdown",
            "Varley",
            "Wicks");

    /** @param number decides the number, the name and the id; at most six digits */
    static DemoPerson of(int number) {
        // the lengths have no common factor, so the same name comes again only after 575 numbers
        return new DemoPerson(
                Integer.toString(4_000_000 + number),
                FIRST_NAMES.get(number % FIRST_NAMES.size()) + " " + LAST_NAMES.get(number % LAST_NAMES.size()));
    }

    public UUID id() {
        return UUID.nameUUIDFromBytes(("demo-participant:" + trn).getBytes(UTF_8));
    }

    String email() {
        return fullName.toLowerCase(Locale.ROOT).replace(' ', '.') + "." + trn + "@schools.example";
    }
}
