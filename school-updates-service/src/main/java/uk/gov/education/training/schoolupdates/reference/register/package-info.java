/** Imports the schools register, as the Get Information about Schools service publishes it. */
@NullMarked
package uk.gov.education.training.schoolupdates.reference.register;

import org.jspecify.annotations.NullMarked;
