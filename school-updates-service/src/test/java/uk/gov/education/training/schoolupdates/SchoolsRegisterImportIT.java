package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.SchoolChange;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.SchoolsRegister;
import uk.gov.education.training.launcher.SchoolsRegister.Establishment;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.web.Scope;

/** The import of the schools register changes what differs, and nothing else. */
@QuarkusTest
@QuarkusTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class SchoolsRegisterImportIT {

    @Inject
    SchoolUpdates service;

    private RegisterImports register;
    private Published<SchoolChange, School> schools;

    @BeforeEach
    void prepare() {
        service.prepare();
        register = new RegisterImports(service.token(Scope.SUPPORT));
        schools = new Published<>(Topics.SCHOOLS);
    }

    @AfterEach
    void close() {
        schools.close();
    }

    @Test
    void everySchoolIsAddedAndPublished() {
        JsonPath done = register.importedSchools(SchoolsRegister.invented(10_000_001, 2_500));

        assertThat(figures(done))
                .isEqualTo(Map.of("status", "finished", "rows_read", 2_500, "added", 2_500, "kind", "schools"));
        assertThat(school("10000008").getString("name")).isEqualTo("St Renée’s Primary School, Heronbeck");
        assertThat(school("10000008").getBoolean("eligible")).isTrue();
        assertThat(messages("10000008")).singleElement().satisfies(message -> {
            assertThat(message.version()).isEqualTo(1);
            assertThat(message.change()).isEqualTo(new SchoolChange.SchoolAdded());
            assertThat(message.snapshot().name()).isEqualTo("St Renée’s Primary School, Heronbeck");
        });
        assertThat(service.sql("select count(*) from schools where urn like '1000____' and version = 1")
                        .getFirst()
                        .getLong(0))
                .isEqualTo(2_500);
    }

    @Test
    void sameFileAgainChangesAndPublishesNothing() {
        List<Establishment> invented = SchoolsRegister.invented(11_000_001, 1_200);
        register.importedSchools(invented);
        int published = published();

        JsonPath again = register.importedSchools(invented);

        assertThat(figures(again))
                .isEqualTo(Map.of("status", "finished", "rows_read", 1_200, "unchanged", 1_200, "kind", "schools"));
        assertThat(published()).isEqualTo(published);
    }

    @Test
    void changedAndClosedSchoolsArePublishedWithWhatChanged() {
        List<Establishment> invented = SchoolsRegister.invented(12_000_001, 4);
        register.importedSchools(invented);
        int published = published();

        JsonPath done = register.importedSchools(List.of(
                renamed(invented.get(0), "Renamed School"),
                closed(invented.get(1)),
                withPostcode(invented.get(2), "AA1 1AA"),
                invented.get(3)));

        assertThat(figures(done))
                .isEqualTo(Map.of(
                        "status",
                        "finished",
                        "rows_read",
                        4,
                        "changed",
                        2,
                        "closed",
                        1,
                        "unchanged",
                        1,
                        "kind",
                        "schools"));
        assertThat(last("12000001").change()).isEqualTo(new SchoolChange.SchoolChanged(List.of("name")));
        assertThat(last("12000002").change()).isEqualTo(new SchoolChange.SchoolChanged(List.of("status", "eligible")));
        assertThat(school("12000003").getString("postcode")).isEqualTo("AA1 1AA");
        assertThat(published()).as("a postcode is not published").isEqualTo(published + 2);
    }

    @Test
    void whatIsWrongInARowIsReportedByItsLineAndCostsNothingElse() {
        List<String> rows = new ArrayList<>(SchoolsRegister.invented(13_000_001, 900).stream()
                .map(SchoolsRegister::row)
                .toList());
        Establishment good = SchoolsRegister.named("13100001", "Good School");
        rows.set(10, SchoolsRegister.row(with(good, "A100001", "Good School", "Open", "office@good.example")));
        rows.set(20, SchoolsRegister.row(with(good, "13100002", " ", "Open", "office@good.example")));
        rows.set(30, SchoolsRegister.row(with(good, "13100003", "Good School", "Asleep", "office@good.example")));
        rows.set(40, SchoolsRegister.row(with(good, "13100004", "Good School", "Open", "no address")));
        rows.set(50, "13100005,\"too few fields\"");
        rows.set(60, SchoolsRegister.row(good) + ",\"too many\"");
        rows.set(70, SchoolsRegister.row(good).replaceFirst("\"Not recorded\"", "\"Not\" recorded"));
        rows.set(80, rows.get(79));
        rows.set(600, SchoolsRegister.row(good).replaceFirst("\"$", ""));

        JsonPath done = register.importedRows(rows);

        assertThat(done.getString("status")).isEqualTo("finished");
        assertThat(done.getInt("rows_read")).isEqualTo(900);
        assertThat(done.getInt("rejected")).isEqualTo(8);
        assertThat(done.getInt("added")).isEqualTo(892);
        assertThat(done.getList("rejections.line", Integer.class)).containsExactly(12, 22, 32, 52, 62, 72, 82, 602);
        assertThat(done.getList("rejections.reason", String.class))
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("URN"),
                        reason -> assertThat(reason).contains("EstablishmentName"),
                        reason -> assertThat(reason).contains("status"),
                        reason -> assertThat(reason).contains("2 fields", "130"),
                        reason -> assertThat(reason).contains("131 fields", "130"),
                        reason -> assertThat(reason).contains("quotes"),
                        reason -> assertThat(reason).contains("same URN"),
                        reason -> assertThat(reason).contains("quotes"));
        assertThat(done.getList("notes.line", Integer.class)).containsExactly(42);
        assertThat(school("13100004").getString("primary_contact_email")).isNull();
        assertThat(school("13000900").getString("name")).isNotEmpty();
    }

    @Test
    void onlyTheFirstThousandRejectionsAreListed() {
        JsonPath done = register.importedRows(
                Stream.iterate(1, i -> i + 1).limit(1_700).map(i -> "x" + i).toList());

        assertThat(done.getInt("rejected")).isEqualTo(1_700);
        assertThat(done.getList("rejections")).hasSize(1_000);
        assertThat(done.getInt("rejections[999].line")).isEqualTo(1_001);
    }

    @Test
    void closedSchoolIsMergedIntoItsSuccessor() {
        List<Establishment> invented = SchoolsRegister.invented(14_000_001, 4);
        register.importedSchools(
                List.of(closed(invented.get(0)), closed(invented.get(1)), invented.get(2), closed(invented.get(3))));
        String[] links = {
            "14000001,14000002,Successor - amalgamated",
            "14000002,14000003,Successor - merged",
            "14000003,14000002,Predecessor - merged",
            "14000004,14000003,Successor - Split School"
        };

        JsonPath done = register.importedLinks(links);

        assertThat(figures(done))
                .isEqualTo(Map.of("status", "finished", "rows_read", 4, "merged", 2, "unchanged", 2, "kind", "links"));
        UUID successor = school("14000003").getUUID("id");
        assertThat(school("14000001").getUUID("merged_into_id")).isEqualTo(successor);
        assertThat(school("14000002").getUUID("merged_into_id")).isEqualTo(successor);
        assertThat(school("14000004").getUUID("merged_into_id")).isNull();
        assertThat(last("14000001").change()).isEqualTo(new SchoolChange.SchoolMerged(successor));
        int published = published();
        assertThat(register.importedLinks(links).getInt("merged")).isZero();
        assertThat(published()).isEqualTo(published);
    }

    @Test
    void sameSchoolWithANewUrnKeepsItsId() {
        Establishment old = SchoolsRegister.invented(15_000_001, 1).getFirst();
        Establishment academy = SchoolsRegister.named("15000002", "Amberbeck Academy");
        register.importedSchools(List.of(closed(old)));
        UUID id = school("15000001").getUUID("id");

        JsonPath done = register.importedLinks("15000001,15000002,Successor");

        assertThat(figures(done))
                .isEqualTo(Map.of("status", "finished", "rows_read", 1, "urns_replaced", 1, "kind", "links"));
        assertThat(school("15000002").getUUID("id")).isEqualTo(id);
        assertThat(schools.messages(id.toString()).stream().map(Message::change))
                .contains(new SchoolChange.SchoolUrnReplaced("15000001", "15000002"));

        JsonPath next = register.importedSchools(List.of(closed(old), academy));

        assertThat(figures(next))
                .as("the old URN stays unused")
                .isEqualTo(
                        Map.of("status", "finished", "rows_read", 2, "changed", 1, "unchanged", 1, "kind", "schools"));
        assertThat(school("15000002").getString("name")).isEqualTo("Amberbeck Academy");
        int published = published();
        register.importedSchools(List.of(closed(old), academy));
        assertThat(published()).isEqualTo(published);
    }

    @Test
    void newUrnIsRecognisedInTheSchoolsFileWhateverTheOrderOfItsRows() {
        Establishment old = SchoolsRegister.invented(16_000_001, 1).getFirst();
        Establishment academy = SchoolsRegister.named("16000002", "Amberbeck Academy");
        register.importedSchools(List.of(old));
        UUID id = school("16000001").getUUID("id");
        assertThat(register.importedLinks("16000001,16000002,Successor").getInt("urns_replaced"))
                .as("the school is still open")
                .isZero();

        JsonPath done = register.importedSchools(List.of(academy, closed(old)));

        assertThat(figures(done))
                .isEqualTo(Map.of(
                        "status", "finished", "rows_read", 2, "closed", 1, "urns_replaced", 1, "kind", "schools"));
        assertThat(school("16000002").getUUID("id")).isEqualTo(id);
        assertThat(school("16000002").getString("status")).isEqualTo("open");
    }

    @Test
    void oneOfTwoSchoolsGetsTheNewUrnAndTheOtherOneIsMergedIntoIt() {
        List<Establishment> invented = SchoolsRegister.invented(19_000_001, 2);
        register.importedSchools(List.of(closed(invented.get(0)), closed(invented.get(1))));
        UUID first = school("19000001").getUUID("id");

        JsonPath done = register.importedLinks("19000001,19000009,Successor", "19000002,19000009,Successor");

        assertThat(done.getInt("urns_replaced")).isEqualTo(1);
        assertThat(done.getInt("merged")).isEqualTo(1);
        assertThat(school("19000009").getUUID("id")).isEqualTo(first);
        assertThat(school("19000002").getUUID("merged_into_id")).isEqualTo(first);
    }

    @Test
    void schoolThatWasMergedStaysMerged() {
        List<Establishment> invented = SchoolsRegister.invented(17_000_001, 2);
        register.importedSchools(List.of(closed(invented.get(0)), invented.get(1)));
        register.importedLinks("17000001,17000002,Successor - merged");

        JsonPath done = register.importedSchools(invented);

        assertThat(done.getInt("rejected")).isEqualTo(1);
        assertThat(done.getString("rejections[0].reason")).contains("merged");
        assertThat(school("17000001").getString("status")).isEqualTo("closed");
    }

    @Test
    void oneImportRunsAtATime() {
        String running = UUID.randomUUID().toString();
        service.sql("insert into school_imports (id, kind) values ($1, 'schools')", UUID.fromString(running));

        register.send(SchoolsRegister.header()).statusCode(409).body("errors[0].detail", containsString(running));

        service.sql("update school_imports set status = 'finished' where id = $1", UUID.fromString(running));
        register.imported(SchoolsRegister.header().getBytes(SchoolsRegister.CHARSET));
    }

    @Test
    void importWhoseInstanceHasStoppedIsInterrupted() {
        UUID stopped = UUID.randomUUID();
        service.sql(
                "insert into school_imports (id, kind, heartbeat_at) values ($1, 'schools', now() - interval '1 minute')",
                stopped);

        JsonPath shown = register.show(stopped.toString());

        assertThat(shown.getString("status")).isEqualTo("interrupted");
        assertThat(shown.getString("detail")).contains("Send the file again");
        assertThat(register.importedSchools(SchoolsRegister.invented(18_000_001, 1))
                        .getInt("added"))
                .isEqualTo(1);
    }

    @Test
    void sameIdempotencyKeyImportsOnce() {
        byte[] file = SchoolsRegister.header().getBytes(SchoolsRegister.CHARSET);
        String key = UUID.randomUUID().toString();
        var request = register.request().contentType("text/csv").header("Idempotency-Key", key);
        String id = request.body(file)
                .post(RegisterImports.PATH)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        register.ended(id);

        assertThat(request.body(file)
                        .post(RegisterImports.PATH)
                        .then()
                        .statusCode(202)
                        .extract()
                        .<String>path("id"))
                .isEqualTo(id);
        request.body((SchoolsRegister.header() + "\n").getBytes(SchoolsRegister.CHARSET))
                .post(RegisterImports.PATH)
                .then()
                .statusCode(422)
                .body("errors.field", contains("Idempotency-Key"));
    }

    @Test
    void fileWithoutANeededColumnIsRefused() {
        register.send(SchoolsRegister.header().replace("\"EstablishmentName\"", "\"Name\""))
                .statusCode(422)
                .body("errors.field", contains("EstablishmentName"));
        register.send("URN,LinkURN").statusCode(422).body("errors.field", contains("LinkType"));
        register.send(new byte[0]).statusCode(422);
    }

    @Test
    void schoolsKeepTheDetailsOfColumnsThatTheFileHasNot() {
        Establishment known = SchoolsRegister.invented(20_000_001, 1).getFirst();
        register.importedSchools(List.of(known));
        int published = published();
        String header = SchoolsRegister.header()
                .replace("\"MainEmail\"", "\"First\"")
                .replace("\"AlternativeEmail\"", "\"Second\"")
                .replace("\"Postcode\"", "\"Third\"")
                .replace("\"PhaseOfEducation (name)\"", "\"Fourth\"");

        JsonPath done = register.imported(String.join(
                        "\r\n",
                        header,
                        SchoolsRegister.row(known),
                        SchoolsRegister.row(SchoolsRegister.named("20000002", "New School")))
                .getBytes(SchoolsRegister.CHARSET));

        assertThat(figures(done))
                .isEqualTo(Map.of("status", "finished", "rows_read", 2, "added", 1, "unchanged", 1, "kind", "schools"));
        assertThat(done.getList("notes.line", Integer.class)).containsExactly(1);
        assertThat(done.getString("notes[0].reason")).contains("Postcode", "MainEmail", "AlternativeEmail");
        assertThat(school("20000001").getString("primary_contact_email")).isEqualTo(known.mainEmail());
        assertThat(school("20000002").getString("primary_contact_email")).isNull();
        assertThat(published()).isEqualTo(published + 1);
    }

    @Test
    void linkToASuccessorThatIsNotKnownYetIsNotedByItsLine() {
        List<Establishment> invented = SchoolsRegister.invented(21_000_001, 3);
        register.importedSchools(List.of(closed(invented.get(0)), invented.get(1), closed(invented.get(2))));
        String[] links = {
            "21000001,21000009,Successor - merged",
            "21000002,21000009,Successor - merged",
            "21000003,21000009,Successor - amalgamated",
            "21000004,21000009,Successor - merged"
        };

        JsonPath done = register.importedLinks(links);

        assertThat(figures(done))
                .isEqualTo(Map.of("status", "finished", "rows_read", 4, "unchanged", 4, "kind", "links"));
        assertThat(done.getList("notes.line", Integer.class))
                .as("those that are closed schools here")
                .containsExactly(2, 4);
        assertThat(done.getString("notes[0].reason")).contains("21000001", "21000009");
        assertThat(register.importedSchools(List.of(SchoolsRegister.named("21000009", "Successor School")))
                        .getInt("merged"))
                .isEqualTo(2);
        assertThat(register.importedLinks(links).getList("notes")).isEmpty();
    }

    @Test
    void fileIsCsvOfLimitedSizeFromSupport() {
        register.request()
                .contentType("application/json")
                .body("{}")
                .post(RegisterImports.PATH)
                .then()
                .statusCode(415)
                .body("errors[0].detail", containsString("text/csv"));
        register.send(new byte[9 * 1024 * 1024]).statusCode(413);
        new RegisterImports(service.token(Scope.SCHOOL))
                .send(SchoolsRegister.header())
                .statusCode(403);
    }

    @Test
    void importsAreListedNewestFirst() {
        register.importedSchools(List.of());
        String newest = register.importedLinks().getString("id");

        register.request()
                .get(RegisterImports.PATH + "?per_page=1")
                .then()
                .statusCode(200)
                .body("imports.id", contains(newest))
                .body("imports[0].kind", equalTo("links"));
        register.request()
                .get(RegisterImports.PATH + "/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    /** The status, the kind and all figures that are not zero. */
    private static Map<String, Object> figures(JsonPath shown) {
        Map<String, Object> figures = new HashMap<>();
        figures.put("status", shown.getString("status"));
        figures.put("kind", shown.getString("kind"));
        for (String name : List.of(
                "rows_read", "added", "changed", "closed", "urns_replaced", "merged", "unchanged", "rejected")) {
            if (shown.getInt(name) != 0) {
                figures.put(name, shown.getInt(name));
            }
        }
        return figures;
    }

    private int published() {
        service.awaitPublished();
        return schools.count();
    }

    private List<Message<SchoolChange, School>> messages(String urn) {
        service.awaitPublished();
        return schools.messages(school(urn).getUUID("id").toString());
    }

    private Message<SchoolChange, School> last(String urn) {
        return messages(urn).getLast();
    }

    private Row school(String urn) {
        return service.sql("select * from schools where urn = $1", urn).getFirst();
    }

    private static Establishment renamed(Establishment school, String name) {
        return with(school, school.urn(), name, school.status(), school.mainEmail());
    }

    private static Establishment closed(Establishment school) {
        return with(school, school.urn(), school.name(), "Closed", school.mainEmail());
    }

    private static Establishment with(Establishment school, String urn, String name, String status, String mainEmail) {
        return new Establishment(
                urn,
                name,
                school.type(),
                status,
                school.phase(),
                school.postcode(),
                mainEmail,
                school.alternativeEmail(),
                school.section41(),
                school.district());
    }

    private static Establishment withPostcode(Establishment school, String postcode) {
        return new Establishment(
                school.urn(),
                school.name(),
                school.type(),
                school.status(),
                school.phase(),
                postcode,
                school.mainEmail(),
                school.alternativeEmail(),
                school.section41(),
                school.district());
    }
}
