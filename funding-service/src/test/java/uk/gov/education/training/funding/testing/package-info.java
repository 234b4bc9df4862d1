/** What checks the service's figures against the topics, also in the system tests. */
@NullMarked
package uk.gov.education.training.funding.testing;

import org.jspecify.annotations.NullMarked;
