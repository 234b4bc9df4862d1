package uk.gov.education.training.schoolupdates.rest;

import org.jspecify.annotations.Nullable;

/** The name of an organisation to add or rename. */
record OrganisationNameRequest(@Nullable String name) {}
