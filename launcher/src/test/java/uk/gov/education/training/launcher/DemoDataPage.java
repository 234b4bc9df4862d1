package uk.gov.education.training.launcher;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** The part of docs/demo-data.md that lists the situations of each lead provider. */
final class DemoDataPage {

    private DemoDataPage() {}

    static String situations() {
        return DemoSituations.all().stream().map(DemoDataPage::section).collect(joining("\n"));
    }

    private static String section(DemoSituations situations) {
        return "## " + situations.leadProvider().name() + "\n\nLead provider `"
                + situations.leadProvider().id() + "`.\n\n"
                + table(List.of("participant", "name", "id"), participants(situations))
                + "\n"
                + table(List.of("school", "URN"), schools(situations))
                + "\n"
                + table(header(), declarations(situations));
    }

    private static Stream<List<String>> participants(DemoSituations situations) {
        return Stream.concat(
                Stream.of(Situation.values())
                        .map(situation -> row(situation.description(), situations.person(situation))),
                Stream.of(
                        row("Transfer in: from a school of another lead provider", situations.transferredIn()),
                        row(
                                "`started` is paid in cohort 2025. You can change the cohort to 2026",
                                situations.withChangeableCohort())));
    }

    private static List<String> row(String description, DemoPerson person) {
        return List.of(description, person.fullName(), "`" + person.id() + "`");
    }

    private static Stream<List<String>> schools(DemoSituations situations) {
        return Stream.of(
                List.of(
                        "Most of these people. "
                                + situations.otherAtFirstSchool().name() + " trains people here too",
                        situations.firstSchool()),
                List.of("Interested in you, without a partnership in cohort 2026", situations.interestedSchool()),
                List.of("Partnership in cohort 2026 without participants", situations.schoolWithoutPeople()),
                List.of("Partnership of cohort 2025 that goes on in 2026", situations.rolledOverSchool()));
    }

    private static List<String> header() {
        return Stream.concat(
                        Stream.of("`started` is"),
                        DemoSituations.OPEN_COHORTS.stream().map(cohort -> "cohort " + cohort))
                .toList();
    }

    private static Stream<List<String>> declarations(DemoSituations situations) {
        return Stream.of(DeclarationSituation.values()).map(situation -> Stream.concat(
                        Stream.of(situation.state()),
                        DemoSituations.OPEN_COHORTS.stream()
                                .map(cohort -> "`"
                                        + situations.person(cohort, situation).id() + "`"))
                .toList());
    }

    private static String table(List<String> header, Stream<List<String>> rows) {
        return Stream.concat(
                        Stream.of(header, header.stream().map(column -> "---").toList()), rows)
                .map(cells -> cells.stream().collect(joining(" | ", "| ", " |\n")))
                .collect(joining());
    }
}
