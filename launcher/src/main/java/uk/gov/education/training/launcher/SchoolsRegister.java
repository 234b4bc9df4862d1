package uk.gov.education.training.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A schools register of invented schools, in the form in which the Get Information about Schools service publishes it:
 * CSV in Windows-1252 with 130 columns. The same number always gives the same school.
 */
public final class SchoolsRegister {

    public static final Charset CHARSET = Charset.forName("windows-1252");

    /** The columns that are filled. */
    private static final List<String> FILLED = List.of(
            "URN",
            "EstablishmentName",
            "TypeOfEstablishment (name)",
            "EstablishmentStatus (name)",
            "PhaseOfEducation (name)",
            "Postcode",
            "MainEmail",
            "AlternativeEmail",
            "Section41Approved (name)",
            "DistrictAdministrative (code)");

    private static final int OTHERS_EACH = 12;

    private static final List<String> BEGINNINGS = List.of(
            "Amber", "Barrow", "Calder", "Dapple", "Easter", "Fallow", "Golden", "Heron", "Ivy", "Jack", "Kestrel",
            "Lantern", "Mill", "Nettle", "Oak", "Pendle", "Quarry", "Rook", "Salt", "Thistle", "Under", "Vixen",
            "Willow", "Yew");
    private static final List<String> ENDINGS = List.of(
            "beck", "bridge", "combe", "croft", "dale", "field", "ford", "gate", "ham", "haven", "low", "mere", "moor",
            "stead", "wick");
    private static final List<Kind> KINDS = List.of(
            new Kind("Primary School", "Community school", "Primary"),
            new Kind("Academy", "Academy converter", "Secondary"),
            new Kind("High School", "Foundation school", "Secondary"),
            new Kind("C of E Primary School", "Voluntary aided school", "Primary"),
            new Kind("Infant School", "Academy sponsor led", "Primary"),
            new Kind("Special School", "Community special school", "Not applicable"),
            new Kind("Free School", "Free schools", "All-through"));

    private SchoolsRegister() {}

    private record Kind(String name, String type, String phase) {}

    /**
     * A school in the register, with texts as the register has them.
     *
     * @param district the code of the administrative district, which begins with E in England
     */
    public record Establishment(
            String urn,
            String name,
            String type,
            String status,
            String phase,
            String postcode,
            String mainEmail,
            String alternativeEmail,
            String section41,
            String district) {}

    /** Invents schools with consecutive URNs. All are open, in England and eligible for funded training. */
    public static List<Establishment> invented(int firstUrn, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> establishment(Integer.toString(firstUrn + i), name(i), KINDS.get(i % KINDS.size())))
                .toList();
    }

    /** A school with another name, whose details are invented. */
    public static Establishment named(String urn, String name) {
        Kind kind = KINDS.stream()
                .filter(each -> name.endsWith(each.name()))
                .findFirst()
                .orElse(KINDS.getFirst());
        return establishment(urn, name, kind);
    }

    private static Establishment establishment(String urn, String name, Kind kind) {
        int number = Integer.parseInt(urn);
        return new Establishment(
                urn,
                name,
                kind.type(),
                "Open",
                kind.phase(),
                "ZZ" + number % 90 + " " + number % 9 + "AA",
                "office@school" + urn + ".example",
                number % 3 == 0 ? "head@school" + urn + ".example" : "",
                "Not applicable",
                "E0" + (6 + number % 4) + "0000" + (10 + number % 80));
    }

    private static String name(int i) {
        String place = BEGINNINGS.get(i % BEGINNINGS.size()) + ENDINGS.get(i / BEGINNINGS.size() % ENDINGS.size());
        int round = i / (BEGINNINGS.size() * ENDINGS.size());
        String kind = KINDS.get(i % KINDS.size()).name();
        // Some names have the characters in which encodings differ, or that CSV must quote.
        return switch (i % 20) {
            case 7 -> "St Ren\u00e9e\u2019s " + kind + ", " + place;
            case 13 -> "The \u201c" + place + "\u201d " + kind;
            default -> place + (round == 0 ? " " : " " + (round + 1) + " ") + kind;
        };
    }

    /** Writes the file of these schools. */
    public static void write(List<Establishment> schools, OutputStream out) {
        try (Writer writer = new OutputStreamWriter(out, CHARSET)) {
            writer.write(header() + "\r\n");
            for (Establishment school : schools) {
                writer.write(row(school) + "\r\n");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The first line of the file. */
    public static String header() {
        return line(columns());
    }

    /** The line of a school. */
    public static String row(Establishment school) {
        Map<String, String> filled = new HashMap<>();
        List<String> texts = List.of(
                school.urn(),
                school.name(),
                school.type(),
                school.status(),
                school.phase(),
                school.postcode(),
                school.mainEmail(),
                school.alternativeEmail(),
                school.section41(),
                school.district());
        for (int i = 0; i < FILLED.size(); i++) {
            filled.put(FILLED.get(i), texts.get(i));
        }
        return line(columns().stream()
                .map(column -> filled.getOrDefault(column, column.endsWith("(name)") ? "Not recorded" : ""))
                .toList());
    }

    /** Each column that is filled is followed by others. */
    private static List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (String filled : FILLED) {
            columns.add(filled);
            for (int i = 0; i < OTHERS_EACH; i++) {
                columns.add("Other" + columns.size() + (i % 2 == 0 ? " (code)" : " (name)"));
            }
        }
        return columns;
    }

    private static String line(List<String> texts) {
        return texts.stream()
                .map(text -> text.matches("[0-9]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }
}
