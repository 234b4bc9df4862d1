package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The details that the registrations of an ECT and of a mentor have in common. Null where the request has none. */
public interface RegistrationDetails {

    @Nullable
    String trn();

    @Nullable
    String email();

    @Nullable
    LocalDate startedOn();

    @Nullable
    UUID leadProviderId();
}
