package uk.gov.education.training.platform.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.platform.operations.domain.InstanceView;

/**
 * What operations see, as this instance knows it. It is answered at once, also while the broker or the database is
 * away. What comes on the topics is also told as {@link ActivityReceived} and {@link AlertReceived}.
 */
@ApplicationScoped
public class OperationsState {

    private volatile View view = new View(List.of(), List.of(), List.of(), true);

    /**
     * @param own what is wrong with this instance
     * @param deaf whether the others can't be heard
     */
    record View(List<InstanceView> instances, List<Alert> alerts, List<Standing> own, boolean deaf) {}

    void see(View newest) {
        view = newest;
    }

    /** Every instance of every service in order of service and name, this one as it is now. */
    public List<InstanceView> instances() {
        return view.instances;
    }

    /** The alerts that stand, oldest first; also those that this instance can't publish just now. */
    public List<Alert> alerts() {
        return view.alerts;
    }

    /** What is wrong with this instance. */
    public List<Standing> own() {
        return view.own;
    }

    /** Whether the broker can't be reached from here: then what the others said is old. */
    public boolean isDeaf() {
        return view.deaf;
    }
}
