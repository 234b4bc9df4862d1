/** What the services' integration tests have in common. The other side of a service: its topics, its callers. */
@NullMarked
package uk.gov.education.training.testsupport;

import org.jspecify.annotations.NullMarked;
