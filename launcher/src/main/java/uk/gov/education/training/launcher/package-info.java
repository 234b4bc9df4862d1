/** {@code ./start}: runs the whole system on one machine, with demo data. */
package uk.gov.education.training.launcher;
