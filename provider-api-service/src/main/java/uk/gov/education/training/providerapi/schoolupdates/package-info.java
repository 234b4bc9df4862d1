/** Calls school-updates-service, the owner of partnerships. */
@NullMarked
package uk.gov.education.training.providerapi.schoolupdates;

import org.jspecify.annotations.NullMarked;
