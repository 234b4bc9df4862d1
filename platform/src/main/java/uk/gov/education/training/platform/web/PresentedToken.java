package uk.gov.education.training.platform.web;

import java.util.UUID;

/** The id and the scope of the access token of a request. */
public record PresentedToken(UUID id, String scope) {}
