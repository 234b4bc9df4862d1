package uk.gov.education.training.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import uk.gov.education.training.localstack.StartupException;

/**
 * Loads the people of the demonstration, as schools, appropriate bodies, lead providers and DfE finance report them. A
 * file says that it is done. Without it everything is sent again, which completes a load that was stopped.
 */
final class DemoPeople {

    private final Path done;
    private final List<DemoSituations> situations;
    private final DemoClients clients;

    /** @param done the file that says that the people are loaded */
    DemoPeople(Path done, DemoClients clients) {
        this.done = done;
        this.situations = DemoSituations.all();
        this.clients = clients;
    }

    /** Without all people the system works too, so a failure does not stop the start. The next one tries again. */
    void loadOnce() {
        if (Files.exists(done)) {
            return;
        }
        try {
            load();
            Files.createFile(done);
        } catch (StartupException e) {
            System.out.println("Not all demo data could be loaded. The next start tries again. " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load() {
        new DemoPartnerships(clients.of(Service.SCHOOL_UPDATES, "support"))
                .create(situations.stream()
                        .map(DemoSituations::partnershipToRollOver)
                        .toList());
        DemoRequests.all("people", Stream.concat(money(), schoolLife()).toList());
    }

    /** These take longest, because each step waits for the one before. */
    private Stream<Callable<Void>> money() {
        return situations.stream().flatMap(each -> MoneyCalendar.ALL.stream()
                .map(calendar -> new DemoMoney(
                                each,
                                calendar,
                                clients.reports(),
                                clients.training(each.leadProvider()),
                                clients.statements())::load));
    }

    private Stream<Callable<Void>> schoolLife() {
        return situations.stream()
                .flatMap(each -> new DemoSchoolLife(each, clients.reports(), clients.training(each.leadProvider()))
                        .steps().stream());
    }
}
