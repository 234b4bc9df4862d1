/** The service for lead providers: shows them their participants and takes their reports. */
@NullMarked
package uk.gov.education.training.providerapi;

import org.jspecify.annotations.NullMarked;
