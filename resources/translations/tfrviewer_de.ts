<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About tfrviewer</source>
   <translation>Über tfrviewer</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy the versions, for a report</source>
   <translation>Die Versionen kopieren, für eine Fehlermeldung</translation>
  </message>
  <message>
   <source>Free software under the BSD 3-clause licence.</source>
   <translation>Freie Software unter der BSD-3-Klausel-Lizenz.</translation>
  </message>
  <message>
   <source>Looks into TFRecords of whole-slide image tiles, and never writes to them.</source>
   <translation>Zeigt TFRecords mit Kacheln aus Schnittbildern und schreibt nie in sie.</translation>
  </message>
 </context>
 <context>
  <name>AbsentPage</name>
  <message>
   <source>All reasons ({0})</source>
   <translation>Alle Gründe ({0})</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy All</source>
   <translation>Alles kopieren</translation>
  </message>
  <message>
   <source>Reason why slides have no tiles</source>
   <translation>Grund, warum Schnitte keine Kacheln haben</translation>
  </message>
  <message>
   <source>Slides without tiles</source>
   <translation>Schnitte ohne Kacheln</translation>
  </message>
 </context>
 <context>
  <name>Actions</name>
  <message>
   <source>&amp;About tfrviewer</source>
   <translation>Über &amp;tfrviewer</translation>
  </message>
  <message>
   <source>&amp;Agreement…</source>
   <translation>Übe&amp;reinstimmung…</translation>
  </message>
  <message>
   <source>&amp;All Views</source>
   <translation>&amp;Alle Ansichten</translation>
  </message>
  <message>
   <source>&amp;Annotations…</source>
   <translation>&amp;Annotationen…</translation>
  </message>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>&amp;Blinded</source>
   <translation>Ver&amp;blindet</translation>
  </message>
  <message>
   <source>&amp;Build TFRecords…</source>
   <translation>TFRecords &amp;erstellen…</translation>
  </message>
  <message>
   <source>&amp;Close</source>
   <translation>S&amp;chließen</translation>
  </message>
  <message>
   <source>&amp;Colour Map by Flag</source>
   <translation>Karte nach &amp;Markierung färben</translation>
  </message>
  <message>
   <source>&amp;Compare Tiles</source>
   <translation>Kacheln &amp;vergleichen</translation>
  </message>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>&amp;Dark</source>
   <translation>&amp;Dunkel</translation>
  </message>
  <message>
   <source>&amp;Deutsch</source>
   <translation>&amp;Deutsch</translation>
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <source>&amp;English</source>
   <translation>&amp;English</translation>
  </message>
  <message>
   <source>&amp;Export Flags…</source>
   <translation>Markierungen &amp;exportieren…</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>&amp;Filter…</source>
   <translation>&amp;Filter…</translation>
  </message>
  <message>
   <source>&amp;Find Command…</source>
   <translation>&amp;Befehl suchen…</translation>
  </message>
  <message>
   <source>&amp;Findings</source>
   <translation>&amp;Befunde</translation>
  </message>
  <message>
   <source>&amp;First Record</source>
   <translation>&amp;Erster Datensatz</translation>
  </message>
  <message>
   <source>&amp;Follow the System</source>
   <translation>&amp;Wie das System</translation>
  </message>
  <message>
   <source>&amp;Go</source>
   <translation>&amp;Gehe zu</translation>
  </message>
  <message>
   <source>&amp;Go to Record…</source>
   <translation>&amp;Gehe zu Datensatz…</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <source>&amp;Hide Rejected</source>
   <translation>Verworfene &amp;ausblenden</translation>
  </message>
  <message>
   <source>&amp;Hide Selected</source>
   <translation>Ausgewählte ausb&amp;lenden</translation>
  </message>
  <message>
   <source>&amp;Import Flags…</source>
   <translation>Markierungen &amp;importieren…</translation>
  </message>
  <message>
   <source>&amp;Invert Selection</source>
   <translation>Auswahl &amp;umkehren</translation>
  </message>
  <message>
   <source>&amp;Join a Table…</source>
   <translation>Tabelle &amp;verknüpfen…</translation>
  </message>
  <message>
   <source>&amp;Keep Filter…</source>
   <translation>Filter &amp;merken…</translation>
  </message>
  <message>
   <source>&amp;Keyboard Shortcuts</source>
   <translation>Tasten&amp;kürzel</translation>
  </message>
  <message>
   <source>&amp;Larger Tiles</source>
   <translation>Kacheln &amp;größer</translation>
  </message>
  <message>
   <source>&amp;Last Record</source>
   <translation>&amp;Letzter Datensatz</translation>
  </message>
  <message>
   <source>&amp;Light</source>
   <translation>&amp;Hell</translation>
  </message>
  <message>
   <source>&amp;Measure Tiles</source>
   <translation>Kacheln &amp;messen</translation>
  </message>
  <message>
   <source>&amp;Move On After a Flag</source>
   <translation>Nach Markierung &amp;weiter</translation>
  </message>
  <message>
   <source>&amp;Next Record</source>
   <translation>&amp;Nächster Datensatz</translation>
  </message>
  <message>
   <source>&amp;No Flag</source>
   <translation>&amp;Keine Markierung</translation>
  </message>
  <message>
   <source>&amp;Open File…</source>
   <translation>&amp;Datei öffnen…</translation>
  </message>
  <message>
   <source>&amp;Panels</source>
   <translation>&amp;Bereiche</translation>
  </message>
  <message>
   <source>&amp;Previous Record</source>
   <translation>&amp;Vorheriger Datensatz</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>&amp;Beenden</translation>
  </message>
  <message>
   <source>&amp;Reader…</source>
   <translation>Be&amp;funder…</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>&amp;Wiederherstellen</translation>
  </message>
  <message>
   <source>&amp;Report…</source>
   <translation>Ber&amp;icht…</translation>
  </message>
  <message>
   <source>&amp;Reset Layout</source>
   <translation>Anordnung &amp;zurücksetzen</translation>
  </message>
  <message>
   <source>&amp;Review</source>
   <translation>Durch&amp;sicht</translation>
  </message>
  <message>
   <source>&amp;Sampling…</source>
   <translation>&amp;Ziehung…</translation>
  </message>
  <message>
   <source>&amp;Save Layout As…</source>
   <translation>Anordnung &amp;speichern unter…</translation>
  </message>
  <message>
   <source>&amp;Save Selection As…</source>
   <translation>Auswahl &amp;speichern unter…</translation>
  </message>
  <message>
   <source>&amp;Save Without Rejected…</source>
   <translation>Ohne Verworfene &amp;speichern…</translation>
  </message>
  <message>
   <source>&amp;Smaller Tiles</source>
   <translation>Kacheln k&amp;leiner</translation>
  </message>
  <message>
   <source>&amp;Tools</source>
   <translation>E&amp;xtras</translation>
  </message>
  <message>
   <source>&amp;Tour of the Window</source>
   <translation>&amp;Rundgang durch das Fenster</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <source>&amp;Unsure</source>
   <translation>&amp;Unsicher</translation>
  </message>
  <message>
   <source>&amp;Verify</source>
   <translation>&amp;Prüfen</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <source>About &amp;Qt</source>
   <translation>Über &amp;Qt</translation>
  </message>
  <message>
   <source>Add to the filter that rejected tiles are not shown</source>
   <translation>Den Filter so ergänzen, dass verworfene Kacheln nicht angezeigt werden</translation>
  </message>
  <message>
   <source>All Slides on the Map</source>
   <translation>Alle Schnitte auf der Karte</translation>
  </message>
  <message>
   <source>C&amp;lear Selection</source>
   <translation>Auswahl auf&amp;heben</translation>
  </message>
  <message>
   <source>Ch&amp;oose Columns…</source>
   <translation>Spalten &amp;wählen…</translation>
  </message>
  <message>
   <source>Check every record and decode every image whole, which takes longer</source>
   <translation>Jeden Datensatz prüfen und jedes Bild ganz dekodieren, was länger dauert</translation>
  </message>
  <message>
   <source>Check every record: checksums, fields, images, names and locations</source>
   <translation>Jeden Datensatz prüfen: Prüfsummen, Felder, Bilder, Namen und Positionen</translation>
  </message>
  <message>
   <source>Choose captions and headings of the grid, and the memory for pictures</source>
   <translation>Beschriftungen und Überschriften des Rasters und den Speicher für Bilder wählen</translation>
  </message>
  <message>
   <source>Class &amp;1</source>
   <translation>Klasse &amp;1</translation>
  </message>
  <message>
   <source>Class &amp;2</source>
   <translation>Klasse &amp;2</translation>
  </message>
  <message>
   <source>Class &amp;3</source>
   <translation>Klasse &amp;3</translation>
  </message>
  <message>
   <source>Class &amp;4</source>
   <translation>Klasse &amp;4</translation>
  </message>
  <message>
   <source>Class &amp;5</source>
   <translation>Klasse &amp;5</translation>
  </message>
  <message>
   <source>Class &amp;6</source>
   <translation>Klasse &amp;6</translation>
  </message>
  <message>
   <source>Class &amp;7</source>
   <translation>Klasse &amp;7</translation>
  </message>
  <message>
   <source>Class &amp;8</source>
   <translation>Klasse &amp;8</translation>
  </message>
  <message>
   <source>Class &amp;9</source>
   <translation>Klasse &amp;9</translation>
  </message>
  <message>
   <source>Clear Fil&amp;ter</source>
   <translation>Filter &amp;zurücksetzen</translation>
  </message>
  <message>
   <source>Close all windows and end the program</source>
   <translation>Alle Fenster schließen und das Programm beenden</translation>
  </message>
  <message>
   <source>Close the dataset and return to the start page</source>
   <translation>Den Datenbestand schließen und zur Startseite zurückkehren</translation>
  </message>
  <message>
   <source>Column Stat&amp;istics…</source>
   <translation>Spaltenstat&amp;istik…</translation>
  </message>
  <message>
   <source>Compare &amp;with Another Folder…</source>
   <translation>Mit anderem Ordner &amp;vergleichen…</translation>
  </message>
  <message>
   <source>Copy &amp;Without Header</source>
   <translation>&amp;Ohne Kopfzeile kopieren</translation>
  </message>
  <message>
   <source>Copy Conditio&amp;n</source>
   <translation>Bedi&amp;ngung kopieren</translation>
  </message>
  <message>
   <source>Copy the present filter, as the commands and the library take it</source>
   <translation>Den aktuellen Filter kopieren, in der Form für Befehlszeile und Bibliothek</translation>
  </message>
  <message>
   <source>Copy the selected records without the names of the columns</source>
   <translation>Die ausgewählten Datensätze ohne die Namen der Spalten kopieren</translation>
  </message>
  <message>
   <source>Copy what is selected in the focused view</source>
   <translation>Kopieren, was in der aktiven Ansicht ausgewählt ist</translation>
  </message>
  <message>
   <source>Dark text on light ground</source>
   <translation>Dunkle Schrift auf hellem Grund</translation>
  </message>
  <message>
   <source>Das Fenster auf Deutsch</source>
   <translation>Das Fenster auf Deutsch</translation>
  </message>
  <message>
   <source>Divide the records into parts, such as to train and to test</source>
   <translation>Die Datensätze aufteilen, etwa zum Trainieren und zum Testen</translation>
  </message>
  <message>
   <source>Do again what was undone</source>
   <translation>Rückgängig Gemachtes wiederherstellen</translation>
  </message>
  <message>
   <source>E&amp;xport Table…</source>
   <translation>Tabelle e&amp;xportieren…</translation>
  </message>
  <message>
   <source>F&amp;orward</source>
   <translation>Vor&amp;wärts</translation>
  </message>
  <message>
   <source>F&amp;ull Screen</source>
   <translation>V&amp;ollbild</translation>
  </message>
  <message>
   <source>Fill the screen with the window, or not</source>
   <translation>Den Bildschirm mit dem Fenster füllen oder nicht</translation>
  </message>
  <message>
   <source>Filters Ke&amp;pt…</source>
   <translation>&amp;Gemerkte Filter…</translation>
  </message>
  <message>
   <source>Find D&amp;uplicates</source>
   <translation>&amp;Dubletten suchen</translation>
  </message>
  <message>
   <source>Find anything the window can do by a few letters, and any slide, column or setting</source>
   <translation>Mit wenigen Buchstaben alles finden, was das Fenster kann, und jeden Schnitt, jede Spalte und jede Einstellung</translation>
  </message>
  <message>
   <source>Find slides, patients and tiles that another folder has too: leaks between train and test</source>
   <translation>Schnitte, Patienten und Kacheln finden, die ein anderer Ordner auch hat: Überschneidungen von Training und Test</translation>
  </message>
  <message>
   <source>Find tiles that are there more than once, equal or nearly so, within and across slides</source>
   <translation>Kacheln suchen, die mehrfach vorkommen, gleich oder fast gleich, innerhalb von Schnitten und über Schnitte hinweg</translation>
  </message>
  <message>
   <source>Flag the tile, or the selection, to be left out</source>
   <translation>Die Kachel oder die Auswahl zum Auslassen markieren</translation>
  </message>
  <message>
   <source>Flag the tile, or the selection, to be looked at again</source>
   <translation>Die Kachel oder die Auswahl zum erneuten Ansehen markieren</translation>
  </message>
  <message>
   <source>Free&amp;ze Column</source>
   <translation>Spalte &amp;fixieren</translation>
  </message>
  <message>
   <source>Give the location map all the room, or give it back</source>
   <translation>Der Lagekarte den ganzen Platz geben oder ihn zurückgeben</translation>
  </message>
  <message>
   <source>Give the present filter a name, to apply it again, to other datasets as well</source>
   <translation>Dem aktuellen Filter einen Namen geben, um ihn später wieder anzuwenden, auch auf andere Datenbestände</translation>
  </message>
  <message>
   <source>Give the present panels, columns and sizes a name, to have them with other datasets</source>
   <translation>Den aktuellen Bereichen, Spalten und Größen einen Namen geben, um sie auch bei anderen Datenbeständen zu haben</translation>
  </message>
  <message>
   <source>Give the records table all the room, or give it back</source>
   <translation>Der Datensatztabelle den ganzen Platz geben oder ihn zurückgeben</translation>
  </message>
  <message>
   <source>Give the tile grid all the room, or give it back</source>
   <translation>Dem Kachelraster den ganzen Platz geben oder ihn zurückgeben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the eighth class</source>
   <translation>Der Kachel oder der Auswahl die achte Klasse geben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the fifth class</source>
   <translation>Der Kachel oder der Auswahl die fünfte Klasse geben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the first class</source>
   <translation>Der Kachel oder der Auswahl die erste Klasse geben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the fourth class</source>
   <translation>Der Kachel oder der Auswahl die vierte Klasse geben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the ninth class</source>
   <translation>Der Kachel oder der Auswahl die neunte Klasse geben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the second class</source>
   <translation>Der Kachel oder der Auswahl die zweite Klasse geben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the seventh class</source>
   <translation>Der Kachel oder der Auswahl die siebte Klasse geben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the sixth class</source>
   <translation>Der Kachel oder der Auswahl die sechste Klasse geben</translation>
  </message>
  <message>
   <source>Give the tile, or the selection, the third class</source>
   <translation>Der Kachel oder der Auswahl die dritte Klasse geben</translation>
  </message>
  <message>
   <source>Go back to the record that was looked at before</source>
   <translation>Zurück zum zuvor angesehenen Datensatz</translation>
  </message>
  <message>
   <source>Go on without the CSV file of annotations; a project has its own ones again</source>
   <translation>Ohne die CSV-Datei mit Annotationen fortfahren; ein Projekt hat dann wieder seine eigenen</translation>
  </message>
  <message>
   <source>Go to a record by its number</source>
   <translation>Über seine Nummer zu einem Datensatz gehen</translation>
  </message>
  <message>
   <source>Go to the filter line</source>
   <translation>Zur Filterzeile gehen</translation>
  </message>
  <message>
   <source>Go to the first record in the present order</source>
   <translation>Zum ersten Datensatz in der aktuellen Reihenfolge gehen</translation>
  </message>
  <message>
   <source>Go to the last record in the present order</source>
   <translation>Zum letzten Datensatz in der aktuellen Reihenfolge gehen</translation>
  </message>
  <message>
   <source>Go to the next TFRecord of the dataset</source>
   <translation>Zum nächsten TFRecord des Datenbestands gehen</translation>
  </message>
  <message>
   <source>Go to the next record in the present order</source>
   <translation>Zum nächsten Datensatz in der aktuellen Reihenfolge gehen</translation>
  </message>
  <message>
   <source>Go to the next record that is selected and shown</source>
   <translation>Zum nächsten Datensatz gehen, der ausgewählt und angezeigt ist</translation>
  </message>
  <message>
   <source>Go to the next tile as soon as one is flagged, or stay</source>
   <translation>Zur nächsten Kachel gehen, sobald eine markiert ist, oder bleiben</translation>
  </message>
  <message>
   <source>Go to the next tile shown that has no flag</source>
   <translation>Zur nächsten angezeigten Kachel ohne Markierung gehen</translation>
  </message>
  <message>
   <source>Go to the previous TFRecord of the dataset</source>
   <translation>Zum vorherigen TFRecord des Datenbestands gehen</translation>
  </message>
  <message>
   <source>Go to the previous record in the present order</source>
   <translation>Zum vorherigen Datensatz in der aktuellen Reihenfolge gehen</translation>
  </message>
  <message>
   <source>Go to the previous record that is selected and shown</source>
   <translation>Zum vorherigen Datensatz gehen, der ausgewählt und angezeigt ist</translation>
  </message>
  <message>
   <source>Go to what the next finding of the list is about</source>
   <translation>Zur Stelle des nächsten Befunds der Liste gehen</translation>
  </message>
  <message>
   <source>Go to what the previous finding of the list is about</source>
   <translation>Zur Stelle des vorherigen Befunds der Liste gehen</translation>
  </message>
  <message>
   <source>Have the table's current column stay at the left, or scroll with the others again</source>
   <translation>Die aktuelle Spalte der Tabelle links festhalten oder wieder mit den anderen scrollen lassen</translation>
  </message>
  <message>
   <source>Hide the names of slides and files, and show the tiles in an order drawn by lot</source>
   <translation>Die Namen von Schnitten und Dateien ausblenden und die Kacheln in ausgeloster Reihenfolge anzeigen</translation>
  </message>
  <message>
   <source>Hide the records that are selected now</source>
   <translation>Die jetzt ausgewählten Datensätze ausblenden</translation>
  </message>
  <message>
   <source>High &amp;Contrast</source>
   <translation>Hoher &amp;Kontrast</translation>
  </message>
  <message>
   <source>La&amp;nguage</source>
   <translation>S&amp;prache</translation>
  </message>
  <message>
   <source>La&amp;youts</source>
   <translation>A&amp;nordnungen</translation>
  </message>
  <message>
   <source>Light or dark, as the system is</source>
   <translation>Hell oder dunkel, wie das System</translation>
  </message>
  <message>
   <source>Light text on dark ground</source>
   <translation>Helle Schrift auf dunklem Grund</translation>
  </message>
  <message>
   <source>Like the &amp;System</source>
   <translation>Wie das &amp;System</translation>
  </message>
  <message>
   <source>List every key that does something</source>
   <translation>Alle Tasten mit ihrer Wirkung auflisten</translation>
  </message>
  <message>
   <source>Make TFRecords of folders of images, step by step</source>
   <translation>Schritt für Schritt TFRecords aus Bilderordnern erstellen</translation>
  </message>
  <message>
   <source>Make drawn slides to try things out on, and open them</source>
   <translation>Gezeichnete Schnitte zum Ausprobieren erzeugen und öffnen</translation>
  </message>
  <message>
   <source>Measure sharpness, whitespace, ink, stain and more of every tile, and choose by them</source>
   <translation>Schärfe, Weißanteil, Tinte, Färbung und mehr an jeder Kachel messen und danach auswählen</translation>
  </message>
  <message>
   <source>N&amp;ote…</source>
   <translation>&amp;Notiz…</translation>
  </message>
  <message>
   <source>Name C&amp;lasses…</source>
   <translation>K&amp;lassen benennen…</translation>
  </message>
  <message>
   <source>Ne&amp;xt Without a Flag</source>
   <translation>Nä&amp;chste ohne Markierung</translation>
  </message>
  <message>
   <source>New &amp;Window</source>
   <translation>Neues &amp;Fenster</translation>
  </message>
  <message>
   <source>Next &amp;Slide</source>
   <translation>Nächster &amp;Schnitt</translation>
  </message>
  <message>
   <source>Next Finding</source>
   <translation>Nächster Befund</translation>
  </message>
  <message>
   <source>Next Selecte&amp;d</source>
   <translation>Nächster &amp;ausgewählter</translation>
  </message>
  <message>
   <source>No annotations were given</source>
   <translation>Es wurden keine Annotationen angegeben</translation>
  </message>
  <message>
   <source>No table was joined</source>
   <translation>Es wurde keine Tabelle verknüpft</translation>
  </message>
  <message>
   <source>Not in a blinded review: it tells names</source>
   <translation>Nicht in einer verblindeten Durchsicht: Namen würden sichtbar</translation>
  </message>
  <message>
   <source>Nothing was undone</source>
   <translation>Es wurde nichts rückgängig gemacht</translation>
  </message>
  <message>
   <source>Of what is shown, select what is not selected</source>
   <translation>Vom Angezeigten auswählen, was nicht ausgewählt ist</translation>
  </message>
  <message>
   <source>Only &amp;Damaged</source>
   <translation>Nur &amp;Beschädigte</translation>
  </message>
  <message>
   <source>Only the &amp;Grid</source>
   <translation>Nur das &amp;Raster</translation>
  </message>
  <message>
   <source>Only the &amp;Map</source>
   <translation>Nur die &amp;Karte</translation>
  </message>
  <message>
   <source>Only the &amp;Table</source>
   <translation>Nur die &amp;Tabelle</translation>
  </message>
  <message>
   <source>Open &amp;Folder…</source>
   <translation>&amp;Ordner öffnen…</translation>
  </message>
  <message>
   <source>Open &amp;Log Folder</source>
   <translation>&amp;Protokollordner öffnen</translation>
  </message>
  <message>
   <source>Open &amp;Recent</source>
   <translation>Zuletzt &amp;geöffnet</translation>
  </message>
  <message>
   <source>Open Sa&amp;mple Data</source>
   <translation>B&amp;eispieldaten öffnen</translation>
  </message>
  <message>
   <source>Open Slideflow &amp;Project…</source>
   <translation>Slideflow-&amp;Projekt öffnen…</translation>
  </message>
  <message>
   <source>Open a dataset first</source>
   <translation>Öffnen Sie zuerst einen Datenbestand</translation>
  </message>
  <message>
   <source>Open a second window, to look at another dataset</source>
   <translation>Ein zweites Fenster öffnen, um einen anderen Datenbestand anzusehen</translation>
  </message>
  <message>
   <source>Open all TFRecords in a folder, at any depth</source>
   <translation>Alle TFRecords in einem Ordner öffnen, in beliebiger Tiefe</translation>
  </message>
  <message>
   <source>Open in New Win&amp;dow</source>
   <translation>In neue&amp;m Fenster öffnen</translation>
  </message>
  <message>
   <source>Open one or several TFRecords</source>
   <translation>Einen oder mehrere TFRecords öffnen</translation>
  </message>
  <message>
   <source>Open the tiles of a project of Slideflow, with its patients and labels</source>
   <translation>Die Kacheln eines Slideflow-Projekts öffnen, mit seinen Patienten und Labels</translation>
  </message>
  <message>
   <source>P&amp;revious Slide</source>
   <translation>Vo&amp;rheriger Schnitt</translation>
  </message>
  <message>
   <source>Previo&amp;us Selected</source>
   <translation>Vorheriger a&amp;usgewählter</translation>
  </message>
  <message>
   <source>Previous Finding</source>
   <translation>Vorheriger Befund</translation>
  </message>
  <message>
   <source>Put all panels back where they were at first</source>
   <translation>Alle Bereiche wieder an ihren anfänglichen Platz setzen</translation>
  </message>
  <message>
   <source>Put on the Light Table</source>
   <translation>Auf den Leuchttisch legen</translation>
  </message>
  <message>
   <source>R&amp;eload</source>
   <translation>Neu &amp;laden</translation>
  </message>
  <message>
   <source>Re&amp;build Indices…</source>
   <translation>Indizes neu ers&amp;tellen…</translation>
  </message>
  <message>
   <source>Re&amp;ject</source>
   <translation>&amp;Verwerfen</translation>
  </message>
  <message>
   <source>Read the open dataset again from disk</source>
   <translation>Den offenen Datenbestand erneut vom Datenträger lesen</translation>
  </message>
  <message>
   <source>Remo&amp;ve Joined Columns…</source>
   <translation>Ve&amp;rknüpfte Spalten entfernen…</translation>
  </message>
  <message>
   <source>Remove A&amp;nnotations</source>
   <translation>A&amp;nnotationen entfernen</translation>
  </message>
  <message>
   <source>Replace the indices beside the TFRecords that do not fit them</source>
   <translation>Die Indizes neben den TFRecords ersetzen, die nicht zu ihnen passen</translation>
  </message>
  <message>
   <source>Salva&amp;ge Damaged File…</source>
   <translation>Beschädigte Datei &amp;retten…</translation>
  </message>
  <message>
   <source>Save &amp;Indices Beside the TFRecords…</source>
   <translation>Indi&amp;zes neben den TFRecords speichern…</translation>
  </message>
  <message>
   <source>Save Fil&amp;tered As…</source>
   <translation>Gef&amp;ilterte speichern unter…</translation>
  </message>
  <message>
   <source>Save Map As…</source>
   <translation>Karte speichern unter…</translation>
  </message>
  <message>
   <source>Save Sp&amp;lit…</source>
   <translation>A&amp;ufteilung speichern…</translation>
  </message>
  <message>
   <source>Save all records that are shown and not rejected, as TFRecords, images or a table</source>
   <translation>Alle angezeigten und nicht verworfenen Datensätze als TFRecords, Bilder oder Tabelle speichern</translation>
  </message>
  <message>
   <source>Save all records that are shown as TFRecords, images or a table</source>
   <translation>Alle angezeigten Datensätze als TFRecords, Bilder oder Tabelle speichern</translation>
  </message>
  <message>
   <source>Save every record that is whole out of a damaged TFRecord to a new one</source>
   <translation>Jeden unversehrten Datensatz aus einem beschädigten TFRecord in einen neuen speichern</translation>
  </message>
  <message>
   <source>Save the map of the slide as a picture, a drawing, or squares for QuPath</source>
   <translation>Die Karte des Schnitts als Bild, als Zeichnung oder als Quadrate für QuPath speichern</translation>
  </message>
  <message>
   <source>Save the selected records as TFRecords, images or a table</source>
   <translation>Die ausgewählten Datensätze als TFRecords, Bilder oder Tabelle speichern</translation>
  </message>
  <message>
   <source>Say what the keys 1 to 9 call a tile</source>
   <translation>Festlegen, welche Klassen die Tasten 1 bis 9 vergeben</translation>
  </message>
  <message>
   <source>Say which columns the table shows, and in which order</source>
   <translation>Bestimmen, welche Spalten die Tabelle zeigt und in welcher Reihenfolge</translation>
  </message>
  <message>
   <source>Say who reads: flags are kept by reader</source>
   <translation>Angeben, wer befundet: Markierungen werden je Befunder gespeichert</translation>
  </message>
  <message>
   <source>Select &amp;All</source>
   <translation>&amp;Alles auswählen</translation>
  </message>
  <message>
   <source>Select every record that is shown</source>
   <translation>Alle angezeigten Datensätze auswählen</translation>
  </message>
  <message>
   <source>Select nothing</source>
   <translation>Nichts auswählen</translation>
  </message>
  <message>
   <source>Select records first</source>
   <translation>Wählen Sie zuerst Datensätze aus</translation>
  </message>
  <message>
   <source>Show &amp;Only Selected</source>
   <translation>Nur au&amp;sgewählte anzeigen</translation>
  </message>
  <message>
   <source>Show all that was found to be wrong in one list</source>
   <translation>Alles, was als fehlerhaft gefunden wurde, in einer Liste zeigen</translation>
  </message>
  <message>
   <source>Show every record again</source>
   <translation>Wieder alle Datensätze anzeigen</translation>
  </message>
  <message>
   <source>Show grid, map and table together</source>
   <translation>Raster, Karte und Tabelle zusammen zeigen</translation>
  </message>
  <message>
   <source>Show how many tiles of each slide or label a loader would deliver</source>
   <translation>Zeigen, wie viele Kacheln jedes Schnitts oder Labels ein Loader liefern würde</translation>
  </message>
  <message>
   <source>Show of what the filter shows only the records that are selected now</source>
   <translation>Von dem, was der Filter zeigt, nur die jetzt ausgewählten Datensätze anzeigen</translation>
  </message>
  <message>
   <source>Show on the map how tiles are flagged</source>
   <translation>Auf der Karte zeigen, wie die Kacheln markiert sind</translation>
  </message>
  <message>
   <source>Show only records in which something wrong was found, of those looked at so far</source>
   <translation>Nur Datensätze anzeigen, in denen ein Fehler gefunden wurde, soweit sie schon geprüft sind</translation>
  </message>
  <message>
   <source>Show the current tile beside those on the light table</source>
   <translation>Die aktuelle Kachel neben denen auf dem Leuchttisch zeigen</translation>
  </message>
  <message>
   <source>Show the figures of the table's current column, and filter by it (Alt+Down in the table)</source>
   <translation>Die Kennzahlen der aktuellen Spalte der Tabelle zeigen und danach filtern (Alt+Herunter in der Tabelle)</translation>
  </message>
  <message>
   <source>Show the filters kept under a name</source>
   <translation>Die unter einem Namen gemerkten Filter zeigen</translation>
  </message>
  <message>
   <source>Show the folder with the program's log</source>
   <translation>Den Ordner mit dem Protokoll des Programms zeigen</translation>
  </message>
  <message>
   <source>Show the maps of all slides beside each other, or that of one alone</source>
   <translation>Die Karten aller Schnitte nebeneinander zeigen oder die eines einzelnen</translation>
  </message>
  <message>
   <source>Show the open dataset in a second window, with a filter and a selection of its own</source>
   <translation>Den offenen Datenbestand in einem zweiten Fenster zeigen, mit eigenem Filter und eigener Auswahl</translation>
  </message>
  <message>
   <source>Show the selected tiles side by side on the light table</source>
   <translation>Die ausgewählten Kacheln nebeneinander auf dem Leuchttisch zeigen</translation>
  </message>
  <message>
   <source>Show the tiles larger</source>
   <translation>Die Kacheln größer zeigen</translation>
  </message>
  <message>
   <source>Show the tiles on the map as their pictures, or as squares</source>
   <translation>Die Kacheln auf der Karte als Bilder oder als Quadrate zeigen</translation>
  </message>
  <message>
   <source>Show the tiles smaller</source>
   <translation>Die Kacheln kleiner zeigen</translation>
  </message>
  <message>
   <source>Show what is known of each slide in a line, the worst first</source>
   <translation>Zu jedem Schnitt in einer Zeile zeigen, was bekannt ist, die schlechtesten zuerst</translation>
  </message>
  <message>
   <source>Show what is where, in a few steps, on the sample data</source>
   <translation>In wenigen Schritten zeigen, was wo ist, an den Beispieldaten</translation>
  </message>
  <message>
   <source>Sl&amp;ide Dashboard</source>
   <translation>Schnittüber&amp;sicht</translation>
  </message>
  <message>
   <source>T&amp;heme</source>
   <translation>Farb&amp;schema</translation>
  </message>
  <message>
   <source>Take back the columns that were joined; the file they came from stays as it is</source>
   <translation>Verknüpfte Spalten zurücknehmen; die Datei, aus der sie kamen, bleibt, wie sie ist</translation>
  </message>
  <message>
   <source>Take back the last change of filter, sorting or selection</source>
   <translation>Die letzte Änderung von Filter, Sortierung oder Auswahl zurücknehmen</translation>
  </message>
  <message>
   <source>Take flags and notes of these tiles from a CSV, JSON or Parquet file</source>
   <translation>Markierungen und Notizen zu diesen Kacheln aus einer CSV-, JSON- oder Parquet-Datei übernehmen</translation>
  </message>
  <message>
   <source>Take patients and labels of the slides from a CSV file</source>
   <translation>Patienten und Labels der Schnitte aus einer CSV-Datei übernehmen</translation>
  </message>
  <message>
   <source>Take the flag of the tile, or the selection, away</source>
   <translation>Die Markierung der Kachel oder der Auswahl entfernen</translation>
  </message>
  <message>
   <source>Take values of records, tiles or slides from a CSV or Parquet file as columns</source>
   <translation>Werte von Datensätzen, Kacheln oder Schnitten aus einer CSV- oder Parquet-Datei als Spalten übernehmen</translation>
  </message>
  <message>
   <source>Tell how far two readers agree about these tiles</source>
   <translation>Zeigen, wie weit zwei Befunder bei diesen Kacheln übereinstimmen</translation>
  </message>
  <message>
   <source>The clearest colours, light or dark as the system is</source>
   <translation>Die deutlichsten Farben, hell oder dunkel wie das System</translation>
  </message>
  <message>
   <source>The language of the system, where tfrviewer speaks it</source>
   <translation>Die Sprache des Systems, sofern tfrviewer sie spricht</translation>
  </message>
  <message>
   <source>The window in English</source>
   <translation>The window in English</translation>
  </message>
  <message>
   <source>There are no records yet</source>
   <translation>Es gibt noch keine Datensätze</translation>
  </message>
  <message>
   <source>There is nothing to undo</source>
   <translation>Es gibt nichts rückgängig zu machen</translation>
  </message>
  <message>
   <source>Tile &amp;Display…</source>
   <translation>Kachel&amp;darstellung…</translation>
  </message>
  <message>
   <source>Tile Pictures on the Map</source>
   <translation>Kachelbilder auf der Karte</translation>
  </message>
  <message>
   <source>Undo a step back</source>
   <translation>Einen Schritt zurück wieder aufheben</translation>
  </message>
  <message>
   <source>Verify &amp;Deeply</source>
   <translation>&amp;Gründlich prüfen</translation>
  </message>
  <message>
   <source>Versions of the program and of its parts</source>
   <translation>Versionen des Programms und seiner Bestandteile</translation>
  </message>
  <message>
   <source>What the window is built with</source>
   <translation>Womit das Fenster gebaut ist</translation>
  </message>
  <message>
   <source>Write a note to the current tile</source>
   <translation>Eine Notiz zur aktuellen Kachel schreiben</translation>
  </message>
  <message>
   <source>Write all flags and notes of these tiles, of every reader, as CSV, JSON or Parquet</source>
   <translation>Alle Markierungen und Notizen zu diesen Kacheln, von jedem Befunder, als CSV, JSON oder Parquet schreiben</translation>
  </message>
  <message>
   <source>Write an index beside each TFRecord that lacks one, as Slideflow does</source>
   <translation>Neben jeden TFRecord ohne Index einen schreiben, wie Slideflow es tut</translation>
  </message>
  <message>
   <source>Write the columns and records shown in the table, in order, as CSV, TSV or Parquet</source>
   <translation>Die angezeigten Spalten und Datensätze der Tabelle in ihrer Reihenfolge als CSV, TSV oder Parquet schreiben</translation>
  </message>
  <message>
   <source>Write what is known of the dataset as a page or a PDF: what is wrong, maps, tiles</source>
   <translation>Das über den Datenbestand Bekannte als Seite oder PDF schreiben: Mängel, Karten, Kacheln</translation>
  </message>
 </context>
 <context>
  <name>AgreementDialog</name>
  <message>
   <source>Agreement of Readers</source>
   <translation>Übereinstimmung der Befunder</translation>
  </message>
  <message>
   <source>The other reader</source>
   <translation>Der andere Befunder</translation>
  </message>
  <message>
   <source>Tiles by what both said</source>
   <translation>Kacheln nach den Markierungen beider</translation>
  </message>
  <message>
   <source>none, for chance alone would agree</source>
   <translation>keines, da schon der Zufall allein übereinstimmte</translation>
  </message>
  <message>
   <source>{0} and {1} both flagged {2} tiles, {3} of them alike. Cohen's kappa: {4}.
Only {0} flagged {5}, only {1} {6}.

A line for each flag of {0}, a column for each of {1}:</source>
   <translation>{0} und {1} haben beide {2} Kacheln markiert, {3} davon gleich. Cohens Kappa: {4}.
Nur {0} hat {5} markiert, nur {1} {6}.

Eine Zeile je Markierung von {0}, eine Spalte je Markierung von {1}:</translation>
  </message>
 </context>
 <context>
  <name>AllSlides</name>
  <message>
   <source>1 duplicate</source>
   <translation>1 doppelt</translation>
  </message>
  <message>
   <source>1 hole</source>
   <translation>1 Lücke</translation>
  </message>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>Damaged records</source>
   <translation>Beschädigte Datensätze</translation>
  </message>
  <message>
   <source>Draw all slides at one scale, instead of each as large as it fits</source>
   <translation>Alle Schnitte in einem Maßstab zeichnen, statt jeden so groß, wie er passt</translation>
  </message>
  <message>
   <source>Duplicate locations</source>
   <translation>Doppelte Positionen</translation>
  </message>
  <message>
   <source>Greatest first</source>
   <translation>Größte zuerst</translation>
  </message>
  <message>
   <source>Holes</source>
   <translation>Lücken</translation>
  </message>
  <message>
   <source>Mean of {0}</source>
   <translation>Mittelwert von {0}</translation>
  </message>
  <message>
   <source>Median of {0}</source>
   <translation>Median von {0}</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Same scale for all</source>
   <translation>Gleicher Maßstab für alle</translation>
  </message>
  <message>
   <source>Size of the file</source>
   <translation>Größe der Datei</translation>
  </message>
  <message>
   <source>Sort by</source>
   <translation>Sortieren nach</translation>
  </message>
  <message>
   <source>Sort slides by</source>
   <translation>Schnitte sortieren nach</translation>
  </message>
  <message>
   <source>Tiles</source>
   <translation>Kacheln</translation>
  </message>
  <message>
   <source>Tiles off the grid</source>
   <translation>Kacheln abseits des Gitters</translation>
  </message>
  <message>
   <source>Tiles selected</source>
   <translation>Ausgewählte Kacheln</translation>
  </message>
  <message>
   <source>Tiles shown</source>
   <translation>Angezeigte Kacheln</translation>
  </message>
  <message>
   <source>What the slides are sorted by; means are of what is shown</source>
   <translation>Wonach die Schnitte sortiert sind; Mittelwerte gelten für das Angezeigte</translation>
  </message>
  <message>
   <source>mean {0}</source>
   <translation>Mittel {0}</translation>
  </message>
  <message>
   <source>median {0}</source>
   <translation>Median {0}</translation>
  </message>
  <message>
   <source>no figure</source>
   <translation>kein Wert</translation>
  </message>
  <message>
   <source>{0} damaged</source>
   <translation>{0} beschädigt</translation>
  </message>
  <message>
   <source>{0} duplicates</source>
   <translation>{0} doppelt</translation>
  </message>
  <message>
   <source>{0} holes</source>
   <translation>{0} Lücken</translation>
  </message>
  <message>
   <source>{0} off the grid</source>
   <translation>{0} abseits des Gitters</translation>
  </message>
  <message>
   <source>{0} selected</source>
   <translation>{0} ausgewählt</translation>
  </message>
  <message>
   <source>{0} shown</source>
   <translation>{0} angezeigt</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
 </context>
 <context>
  <name>Banner</name>
  <message>
   <source>Findings of this record</source>
   <translation>Befunde dieses Datensatzes</translation>
  </message>
  <message>
   <source>More findings</source>
   <translation>Weitere Befunde</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>und {0} weitere</translation>
  </message>
 </context>
 <context>
  <name>BlindedReview</name>
  <message>
   <source>A number that draws names and order; readers who give the same see the same.</source>
   <translation>Eine Zahl, nach der Namen und Reihenfolge ausgelost werden; Befunder mit derselben Zahl sehen dasselbe.</translation>
  </message>
  <message>
   <source>Blinded Review</source>
   <translation>Verblindete Durchsicht</translation>
  </message>
 </context>
 <context>
  <name>BuildRun</name>
  <message>
   <source>Building {0}</source>
   <translation>{0} wird erstellt</translation>
  </message>
 </context>
 <context>
  <name>BuildWizard</name>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>&amp;Close</source>
   <translation>S&amp;chließen</translation>
  </message>
  <message>
   <source>&amp;Keep Building</source>
   <translation>Weiter &amp;erstellen</translation>
  </message>
  <message>
   <source>&amp;Next</source>
   <translation>&amp;Weiter</translation>
  </message>
  <message>
   <source>&amp;Stop</source>
   <translation>&amp;Anhalten</translation>
  </message>
  <message>
   <source>1 cannot be decoded</source>
   <translation>1 nicht dekodierbar</translation>
  </message>
  <message>
   <source>1 cannot be read</source>
   <translation>1 unlesbar</translation>
  </message>
  <message>
   <source>1 changed meanwhile</source>
   <translation>1 inzwischen geändert</translation>
  </message>
  <message>
   <source>1 concerns the sheet</source>
   <translation>1 betrifft die Tabelle</translation>
  </message>
  <message>
   <source>1 file that is no image or cannot be read</source>
   <translation>1 Datei, die kein Bild oder unlesbar ist</translation>
  </message>
  <message>
   <source>1 file was left out.</source>
   <translation>1 Datei wurde ausgelassen.</translation>
  </message>
  <message>
   <source>1 folder gives no record</source>
   <translation>1 Ordner ergibt keinen Datensatz</translation>
  </message>
  <message>
   <source>1 folder is of a slide met before</source>
   <translation>1 Ordner gehört zu einem schon erfassten Schnitt</translation>
  </message>
  <message>
   <source>1 has another format</source>
   <translation>1 hat ein anderes Format</translation>
  </message>
  <message>
   <source>1 has another name</source>
   <translation>1 hat einen anderen Namen</translation>
  </message>
  <message>
   <source>1 has another size</source>
   <translation>1 hat eine andere Größe</translation>
  </message>
  <message>
   <source>1 image becomes PNG, which loses nothing: it is no upright JPEG or PNG of 8-bit RGB.</source>
   <translation>1 Bild wird zu PNG, ohne Verlust: Es ist kein aufrechtes JPEG oder PNG mit 8-Bit-RGB.</translation>
  </message>
  <message>
   <source>1 image is</source>
   <translation>1 Bild wird</translation>
  </message>
  <message>
   <source>1 image of another format</source>
   <translation>1 Bild in anderem Format</translation>
  </message>
  <message>
   <source>1 image of another size</source>
   <translation>1 Bild in anderer Größe</translation>
  </message>
  <message>
   <source>1 index is old</source>
   <translation>1 Index ist veraltet</translation>
  </message>
  <message>
   <source>1 is in the way</source>
   <translation>1 ist im Weg</translation>
  </message>
  <message>
   <source>1 is no image</source>
   <translation>1 ist kein Bild</translation>
  </message>
  <message>
   <source>1 is not there</source>
   <translation>1 fehlt</translation>
  </message>
  <message>
   <source>1 is there already</source>
   <translation>1 ist schon vorhanden</translation>
  </message>
  <message>
   <source>1 left out: show it</source>
   <translation>1 ausgelassen: anzeigen</translation>
  </message>
  <message>
   <source>1 lies in no slide’s folder</source>
   <translation>1 liegt in keinem Schnittordner</translation>
  </message>
  <message>
   <source>1 manifest is old</source>
   <translation>1 Manifest ist veraltet</translation>
  </message>
  <message>
   <source>1 slide has a location twice</source>
   <translation>1 Schnitt hat eine Position doppelt</translation>
  </message>
  <message>
   <source>1 slide has corners</source>
   <translation>1 Schnitt hat Ecken als Positionen</translation>
  </message>
  <message>
   <source>1 slide has guessed locations</source>
   <translation>1 Schnitt hat geschätzte Positionen</translation>
  </message>
  <message>
   <source>1 slide is off its grid</source>
   <translation>1 Schnitt liegt abseits seines Gitters</translation>
  </message>
  <message>
   <source>1 slide lacks locations</source>
   <translation>1 Schnitt fehlen Positionen</translation>
  </message>
  <message>
   <source>All images are scaled to {0}.</source>
   <translation>Alle Bilder werden auf {0} skaliert.</translation>
  </message>
  <message>
   <source>All images are stored as {0}.</source>
   <translation>Alle Bilder werden als {0} gespeichert.</translation>
  </message>
  <message>
   <source>All images are {0} already, and stay byte for byte.</source>
   <translation>Alle Bilder sind schon {0} und bleiben Byte für Byte erhalten.</translation>
  </message>
  <message>
   <source>All {0} are stored byte for byte.</source>
   <translation>Alle {0} werden Byte für Byte gespeichert.</translation>
  </message>
  <message>
   <source>All {0} of this build are there already. What becomes of them?</source>
   <translation>Alle {0} dieser Erstellung sind schon vorhanden. Was soll mit ihnen geschehen?</translation>
  </message>
  <message>
   <source>B&amp;uild</source>
   <translation>&amp;Erstellen</translation>
  </message>
  <message>
   <source>Build</source>
   <translation>Erstellung</translation>
  </message>
  <message>
   <source>Build TFRecords</source>
   <translation>TFRecords erstellen</translation>
  </message>
  <message>
   <source>Built: {0} in {1}.</source>
   <translation>Erstellt: {0} in {1}.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation>Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Each once its new one is whole and verified. The old ones are gone then.</source>
   <translation>Jeder, sobald sein neuer vollständig und geprüft ist. Die alten sind dann fort.</translation>
  </message>
  <message>
   <source>Each record gets {0}.</source>
   <translation>Jeder Datensatz erhält {0}.</translation>
  </message>
  <message>
   <source>Each record gets “{0}”: {1}</source>
   <translation>Jeder Datensatz erhält „{0}“: {1}</translation>
  </message>
  <message>
   <source>Every image is decoded once: a damaged one is found now, not in training.</source>
   <translation>Jedes Bild wird einmal dekodiert: Ein beschädigtes fällt jetzt auf, nicht erst beim Training.</translation>
  </message>
  <message>
   <source>Formats were not looked at.</source>
   <translation>Formate wurden nicht geprüft.</translation>
  </message>
  <message>
   <source>From top to bottom, each line from left to right.</source>
   <translation>Von oben nach unten, jede Zeile von links nach rechts.</translation>
  </message>
  <message>
   <source>Images</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>It has no column that becomes a feature.</source>
   <translation>Sie hat keine Spalte, die zu einem Feld wird.</translation>
  </message>
  <message>
   <source>It is made when the build starts.</source>
   <translation>Er wird angelegt, wenn die Erstellung beginnt.</translation>
  </message>
  <message>
   <source>It is stored byte for byte.</source>
   <translation>Es wird Byte für Byte gespeichert.</translation>
  </message>
  <message>
   <source>It is there, and can be written to.</source>
   <translation>Er ist vorhanden und beschreibbar.</translation>
  </message>
  <message>
   <source>Its columns become features of all records of the slide.</source>
   <translation>Ihre Spalten werden zu Feldern aller Datensätze des Schnitts.</translation>
  </message>
  <message>
   <source>Names</source>
   <translation>Namen</translation>
  </message>
  <message>
   <source>No TFRecord was finished, and nothing is left behind.</source>
   <translation>Kein TFRecord wurde fertig, und nichts bleibt zurück.</translation>
  </message>
  <message>
   <source>No TFRecord was written: not one image could be taken.</source>
   <translation>Kein TFRecord wurde geschrieben: Kein einziges Bild war brauchbar.</translation>
  </message>
  <message>
   <source>None found so far. What building finds is left out and listed.</source>
   <translation>Bisher keine gefunden. Was die Erstellung findet, wird ausgelassen und aufgelistet.</translation>
  </message>
  <message>
   <source>None here.</source>
   <translation>Hier keine.</translation>
  </message>
  <message>
   <source>None here: all have {0}.</source>
   <translation>Hier keine: Alle haben {0}.</translation>
  </message>
  <message>
   <source>None within a TFRecord. But the TFRecords have {0} sizes: {1}</source>
   <translation>Keine innerhalb eines TFRecords. Aber die TFRecords haben {0} Größen: {1}</translation>
  </message>
  <message>
   <source>Nothing had to be added: every image was there already.</source>
   <translation>Es war nichts hinzuzufügen: Jedes Bild war schon vorhanden.</translation>
  </message>
  <message>
   <source>Nothing had to be written: every TFRecord was there.</source>
   <translation>Es war nichts zu schreiben: Jeder TFRecord war schon vorhanden.</translation>
  </message>
  <message>
   <source>Numbers in names by their value: tile-2 before tile-10.</source>
   <translation>Zahlen in Namen nach ihrem Wert: tile-2 vor tile-10.</translation>
  </message>
  <message>
   <source>Of the one under way nothing is left.</source>
   <translation>Vom begonnenen bleibt nichts zurück.</translation>
  </message>
  <message>
   <source>Output</source>
   <translation>Ausgabe</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>Bilddaten</translation>
  </message>
  <message>
   <source>Pixels are not looked at: a damaged image is found when somebody reads it.</source>
   <translation>Pixel werden nicht geprüft: Ein beschädigtes Bild fällt erst beim Lesen auf.</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>Resume begins again with the first.</source>
   <translation>„Fortsetzen“ beginnt wieder mit dem ersten.</translation>
  </message>
  <message>
   <source>Resume writes the other one.</source>
   <translation>„Fortsetzen“ schreibt den anderen.</translation>
  </message>
  <message>
   <source>Resume writes the other {0}.</source>
   <translation>„Fortsetzen“ schreibt die anderen {0}.</translation>
  </message>
  <message>
   <source>Sizes were not looked at.</source>
   <translation>Größen wurden nicht geprüft.</translation>
  </message>
  <message>
   <source>Slides</source>
   <translation>Schnitte</translation>
  </message>
  <message>
   <source>Stop the build and close the window?</source>
   <translation>Die Erstellung anhalten und das Fenster schließen?</translation>
  </message>
  <message>
   <source>TFRecords that are finished stay; the one being written is not kept.</source>
   <translation>Fertige TFRecords bleiben; der gerade geschriebene wird verworfen.</translation>
  </message>
  <message>
   <source>Takes about {0}</source>
   <translation>Dauert etwa {0}</translation>
  </message>
  <message>
   <source>Takes {0}</source>
   <translation>Dauert {0}</translation>
  </message>
  <message>
   <source>Takes {0}, and only {1} are free there: choose another disk, or make room.</source>
   <translation>Benötigt {0}, doch dort sind nur {1} frei: Wählen Sie einen anderen Datenträger oder schaffen Sie Platz.</translation>
  </message>
  <message>
   <source>Takes {0}; how much is free cannot be told.</source>
   <translation>Benötigt {0}; wie viel frei ist, lässt sich nicht feststellen.</translation>
  </message>
  <message>
   <source>Takes {0}; {1} are free on that disk.</source>
   <translation>Benötigt {0}; {1} sind auf diesem Datenträger frei.</translation>
  </message>
  <message>
   <source>The TFRecord of this build is there already. What becomes of it?</source>
   <translation>Der TFRecord dieser Erstellung ist schon vorhanden. Was soll mit ihm geschehen?</translation>
  </message>
  <message>
   <source>The build ended with an error, and can be resumed. {0}</source>
   <translation>Die Erstellung endete mit einem Fehler und kann fortgesetzt werden. {0}</translation>
  </message>
  <message>
   <source>The build stops at the first one, and can be resumed.</source>
   <translation>Die Erstellung hält beim ersten an und kann fortgesetzt werden.</translation>
  </message>
  <message>
   <source>The build was stopped, and can be resumed. {0}</source>
   <translation>Die Erstellung wurde angehalten und kann fortgesetzt werden. {0}</translation>
  </message>
  <message>
   <source>The images lie in no folders that could be labels.</source>
   <translation>Die Bilder liegen in keinen Ordnern, die Labels sein könnten.</translation>
  </message>
  <message>
   <source>The images were not looked at, so this cannot be said.</source>
   <translation>Die Bilder wurden nicht geprüft, daher lässt sich das nicht sagen.</translation>
  </message>
  <message>
   <source>The other one stays byte for byte.</source>
   <translation>Das andere bleibt Byte für Byte erhalten.</translation>
  </message>
  <message>
   <source>The other {0} stay byte for byte.</source>
   <translation>Die anderen {0} bleiben Byte für Byte erhalten.</translation>
  </message>
  <message>
   <source>The same seed gives the same order, on every machine.</source>
   <translation>Gleicher Startwert, gleiche Reihenfolge, auf jedem Rechner.</translation>
  </message>
  <message>
   <source>The topmost folders are {0}</source>
   <translation>Die obersten Ordner sind {0}</translation>
  </message>
  <message>
   <source>Their records stay, byte for byte. Images they have are not added again.</source>
   <translation>Ihre Datensätze bleiben, Byte für Byte. Schon enthaltene Bilder werden nicht noch einmal hinzugefügt.</translation>
  </message>
  <message>
   <source>They stay as they are; only the others are built.</source>
   <translation>Sie bleiben, wie sie sind; nur die anderen werden erstellt.</translation>
  </message>
  <message>
   <source>To the next step (Alt+Right)</source>
   <translation>Zum nächsten Schritt (Alt+Rechts)</translation>
  </message>
  <message>
   <source>To the step before (Alt+Left)</source>
   <translation>Zum vorherigen Schritt (Alt+Links)</translation>
  </message>
  <message>
   <source>Tools &gt; Build TFRecords shows it.</source>
   <translation>Näheres unter Extras &gt; TFRecords erstellen.</translation>
  </message>
  <message>
   <source>added behind 1 record that was there</source>
   <translation>angefügt hinter 1 vorhandenen Datensatz</translation>
  </message>
  <message>
   <source>added behind {0} records that were there</source>
   <translation>angefügt hinter {0} vorhandene Datensätze</translation>
  </message>
  <message>
   <source>at most {0} each</source>
   <translation>je höchstens {0}</translation>
  </message>
  <message>
   <source>at most {0} records each</source>
   <translation>je höchstens {0} Datensätze</translation>
  </message>
  <message>
   <source>by location</source>
   <translation>nach Position</translation>
  </message>
  <message>
   <source>by name</source>
   <translation>nach Name</translation>
  </message>
  <message>
   <source>encoded as the others</source>
   <translation>kodiert wie die anderen</translation>
  </message>
  <message>
   <source>finishing</source>
   <translation>wird abgeschlossen</translation>
  </message>
  <message>
   <source>folders as “{0}”</source>
   <translation>Ordner als „{0}“</translation>
  </message>
  <message>
   <source>index</source>
   <translation>Index</translation>
  </message>
  <message>
   <source>labels from {0}</source>
   <translation>Labels aus {0}</translation>
  </message>
  <message>
   <source>no index</source>
   <translation>kein Index</translation>
  </message>
  <message>
   <source>not decoded</source>
   <translation>nicht dekodiert</translation>
  </message>
  <message>
   <source>not verified</source>
   <translation>nicht geprüft</translation>
  </message>
  <message>
   <source>one TFRecord a slide</source>
   <translation>ein TFRecord je Schnitt</translation>
  </message>
  <message>
   <source>others were passed over</source>
   <translation>andere wurden übergangen</translation>
  </message>
  <message>
   <source>scaled to that of the others, white where something is missing</source>
   <translation>auf die der anderen skaliert, weiß, wo etwas fehlt</translation>
  </message>
  <message>
   <source>scaled to {0}</source>
   <translation>skaliert auf {0}</translation>
  </message>
  <message>
   <source>shuffled</source>
   <translation>gemischt</translation>
  </message>
  <message>
   <source>stopping after the images it is at…</source>
   <translation>hält nach den laufenden Bildern an…</translation>
  </message>
  <message>
   <source>tried out here at {0} images/s</source>
   <translation>hier erprobt mit {0} Bildern/s</translation>
  </message>
  <message>
   <source>verified</source>
   <translation>geprüft</translation>
  </message>
  <message>
   <source>{0} are in the way</source>
   <translation>{0} sind im Weg</translation>
  </message>
  <message>
   <source>{0} are no images</source>
   <translation>{0} sind keine Bilder</translation>
  </message>
  <message>
   <source>{0} are not there</source>
   <translation>{0} fehlen</translation>
  </message>
  <message>
   <source>{0} are there already</source>
   <translation>{0} sind schon vorhanden</translation>
  </message>
  <message>
   <source>{0} cannot be decoded</source>
   <translation>{0} nicht dekodierbar</translation>
  </message>
  <message>
   <source>{0} cannot be read</source>
   <translation>{0} unlesbar</translation>
  </message>
  <message>
   <source>{0} changed meanwhile</source>
   <translation>{0} inzwischen geändert</translation>
  </message>
  <message>
   <source>{0} concern the sheet</source>
   <translation>{0} betreffen die Tabelle</translation>
  </message>
  <message>
   <source>{0} encoded anew; those that become JPEG, at quality {1}.</source>
   <translation>{0} neu kodiert; was zu JPEG wird, mit Qualität {1}.</translation>
  </message>
  <message>
   <source>{0} encoded as PNG: nothing is lost, and they get several times as large.</source>
   <translation>{0} als PNG kodiert: Nichts geht verloren, doch der Umfang wächst auf ein Mehrfaches.</translation>
  </message>
  <message>
   <source>{0} encoded at quality {1}: small, and a little of each is lost.</source>
   <translation>{0} mit Qualität {1} kodiert: klein, aber von jedem geht etwas verloren.</translation>
  </message>
  <message>
   <source>{0} files that are no images or cannot be read</source>
   <translation>{0} Dateien, die keine Bilder oder unlesbar sind</translation>
  </message>
  <message>
   <source>{0} files were left out.</source>
   <translation>{0} Dateien wurden ausgelassen.</translation>
  </message>
  <message>
   <source>{0} folders are of slides met before</source>
   <translation>{0} Ordner gehören zu schon erfassten Schnitten</translation>
  </message>
  <message>
   <source>{0} folders give no record</source>
   <translation>{0} Ordner ergeben keinen Datensatz</translation>
  </message>
  <message>
   <source>{0} have other formats</source>
   <translation>{0} haben andere Formate</translation>
  </message>
  <message>
   <source>{0} have other names</source>
   <translation>{0} haben andere Namen</translation>
  </message>
  <message>
   <source>{0} have other sizes</source>
   <translation>{0} haben andere Größen</translation>
  </message>
  <message>
   <source>{0} images are</source>
   <translation>{0} Bilder werden</translation>
  </message>
  <message>
   <source>{0} images become PNG, which loses nothing: they are no upright JPEG or PNG of 8-bit RGB.</source>
   <translation>{0} Bilder werden zu PNG, ohne Verlust: Sie sind kein aufrechtes JPEG oder PNG mit 8-Bit-RGB.</translation>
  </message>
  <message>
   <source>{0} images of other formats</source>
   <translation>{0} Bilder in anderen Formaten</translation>
  </message>
  <message>
   <source>{0} images of other sizes</source>
   <translation>{0} Bilder in anderen Größen</translation>
  </message>
  <message>
   <source>{0} in {1}, written</source>
   <translation>{0} in {1}, geschrieben</translation>
  </message>
  <message>
   <source>{0} in {1}, written and verified</source>
   <translation>{0} in {1}, geschrieben und geprüft</translation>
  </message>
  <message>
   <source>{0} indexes are old</source>
   <translation>{0} Indizes sind veraltet</translation>
  </message>
  <message>
   <source>{0} kept as they were</source>
   <translation>{0} unverändert behalten</translation>
  </message>
  <message>
   <source>{0} left</source>
   <translation>noch {0}</translation>
  </message>
  <message>
   <source>{0} left out: show them</source>
   <translation>{0} ausgelassen: anzeigen</translation>
  </message>
  <message>
   <source>{0} lie in no slide’s folder</source>
   <translation>{0} liegen in keinem Schnittordner</translation>
  </message>
  <message>
   <source>{0} manifests are old</source>
   <translation>{0} Manifeste sind veraltet</translation>
  </message>
  <message>
   <source>{0} more</source>
   <translation>{0} weitere</translation>
  </message>
  <message>
   <source>{0} of {1} are there already. What becomes of them?</source>
   <translation>{0} von {1} sind schon vorhanden. Was soll mit ihnen geschehen?</translation>
  </message>
  <message>
   <source>{0} of {1} are whole and stay.</source>
   <translation>{0} von {1} sind vollständig und bleiben.</translation>
  </message>
  <message>
   <source>{0} of {1} images</source>
   <translation>{0} von {1} Bildern</translation>
  </message>
  <message>
   <source>{0} of {1} is there already. What becomes of it?</source>
   <translation>{0} von {1} ist schon vorhanden. Was soll mit ihm geschehen?</translation>
  </message>
  <message>
   <source>{0} of {1} is whole and stays.</source>
   <translation>{0} von {1} ist vollständig und bleibt.</translation>
  </message>
  <message>
   <source>{0} slides are off their grids</source>
   <translation>{0} Schnitte liegen abseits ihrer Gitter</translation>
  </message>
  <message>
   <source>{0} slides have corners</source>
   <translation>{0} Schnitte haben Ecken als Positionen</translation>
  </message>
  <message>
   <source>{0} slides have guessed locations</source>
   <translation>{0} Schnitte haben geschätzte Positionen</translation>
  </message>
  <message>
   <source>{0} slides have locations twice</source>
   <translation>{0} Schnitte haben Positionen doppelt</translation>
  </message>
  <message>
   <source>{0} slides lack locations</source>
   <translation>{0} Schnitten fehlen Positionen</translation>
  </message>
  <message>
   <source>{0} were in them already</source>
   <translation>{0} schon darin</translation>
  </message>
  <message>
   <source>{0}: left out and listed.</source>
   <translation>{0}: ausgelassen und aufgelistet.</translation>
  </message>
  <message>
   <source>{0}: taken as they are. Many training loops refuse that.</source>
   <translation>{0}: unverändert übernommen. Viele Trainingsschleifen lehnen das ab.</translation>
  </message>
 </context>
 <context>
  <name>Building</name>
  <message>
   <source>The wizard cannot be made</source>
   <translation>Der Assistent lässt sich nicht öffnen</translation>
  </message>
 </context>
 <context>
  <name>ByteView</name>
  <message>
   <source>1 byte copied</source>
   <translation>1 Byte kopiert</translation>
  </message>
  <message>
   <source>Copy as Python literal</source>
   <translation>Als Python-Literal kopieren</translation>
  </message>
  <message>
   <source>Copy as hexadecimal</source>
   <translation>Hexadezimal kopieren</translation>
  </message>
  <message>
   <source>Copy as text</source>
   <translation>Als Text kopieren</translation>
  </message>
  <message>
   <source>Copy with offsets</source>
   <translation>Mit Offsets kopieren</translation>
  </message>
  <message>
   <source>Find…</source>
   <translation>Suchen…</translation>
  </message>
  <message>
   <source>Select all</source>
   <translation>Alles auswählen</translation>
  </message>
  <message>
   <source>{0} bytes are too many to copy; save the value as a file</source>
   <translation>{0} Byte sind zu viel zum Kopieren; speichern Sie den Wert als Datei</translation>
  </message>
  <message>
   <source>{0} bytes copied</source>
   <translation>{0} Byte kopiert</translation>
  </message>
 </context>
 <context>
  <name>Callout</name>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Zurück</translation>
  </message>
  <message>
   <source>&amp;Done</source>
   <translation>&amp;Fertig</translation>
  </message>
  <message>
   <source>&amp;Next</source>
   <translation>&amp;Weiter</translation>
  </message>
  <message>
   <source>&amp;Skip</source>
   <translation>Über&amp;springen</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
 </context>
 <context>
  <name>ClassesDialog</name>
  <message>
   <source>Class on key {0}</source>
   <translation>Klasse auf Taste {0}</translation>
  </message>
  <message>
   <source>Key &amp;{0}</source>
   <translation>Taste &amp;{0}</translation>
  </message>
  <message>
   <source>Name Classes</source>
   <translation>Klassen benennen</translation>
  </message>
  <message>
   <source>What each key calls a tile. X is “{0}” and U is “{1}” in any case.</source>
   <translation>Wie jede Taste eine Kachel nennt. X ist in jedem Fall „{0}“, U ist „{1}“.</translation>
  </message>
  <message>
   <source>no class</source>
   <translation>keine Klasse</translation>
  </message>
 </context>
 <context>
  <name>ColourBar</name>
  <message>
   <source>A double click fits the limits to the numbers</source>
   <translation>Ein Doppelklick passt die Grenzen den Zahlen an</translation>
  </message>
  <message>
   <source>Lower limit of the colours</source>
   <translation>Untere Grenze der Farben</translation>
  </message>
  <message>
   <source>Upper limit of the colours</source>
   <translation>Obere Grenze der Farben</translation>
  </message>
  <message>
   <source>{0}: drag it, or move it with the arrow keys</source>
   <translation>{0}: ziehen oder mit den Pfeiltasten bewegen</translation>
  </message>
 </context>
 <context>
  <name>ColourBy</name>
  <message>
   <source>Colour by: {0}</source>
   <translation>Farbe nach: {0}</translation>
  </message>
  <message>
   <source>Colour by…</source>
   <translation>Farbe nach…</translation>
  </message>
  <message>
   <source>Colour tiles by</source>
   <translation>Kacheln färben nach</translation>
  </message>
  <message>
   <source>Joined from {0}</source>
   <translation>Verknüpft aus {0}</translation>
  </message>
  <message>
   <source>One colour</source>
   <translation>Eine Farbe</translation>
  </message>
  <message>
   <source>What the tiles are coloured by</source>
   <translation>Wonach die Kacheln gefärbt sind</translation>
  </message>
 </context>
 <context>
  <name>ColourPanel</name>
  <message>
   <source>&amp;Fit Limits, Leaving Outliers Out</source>
   <translation>Grenzen ohne Ausreißer &amp;anpassen</translation>
  </message>
  <message>
   <source>&amp;Logarithmic</source>
   <translation>&amp;Logarithmisch</translation>
  </message>
  <message>
   <source>&amp;Reverse the Scale</source>
   <translation>Skala &amp;umkehren</translation>
  </message>
  <message>
   <source>&amp;Take the Numbers as Classes</source>
   <translation>Zahlen als &amp;Klassen nehmen</translation>
  </message>
  <message>
   <source>A few numbers that lie far from the others do not set them</source>
   <translation>Wenige Zahlen, die weit von den anderen liegen, bestimmen sie nicht</translation>
  </message>
  <message>
   <source>Blue, grey, brown: about a middle</source>
   <translation>Blau, Grau, Braun: um eine Mitte</translation>
  </message>
  <message>
   <source>Cividis: blue, grey, yellow</source>
   <translation>Cividis: Blau, Grau, Gelb</translation>
  </message>
  <message>
   <source>Colour scale and limits</source>
   <translation>Farbskala und Grenzen</translation>
  </message>
  <message>
   <source>Each number has a colour of its own, as labels do</source>
   <translation>Jede Zahl hat eine eigene Farbe, wie Labels</translation>
  </message>
  <message>
   <source>Fit Limits to &amp;All Numbers</source>
   <translation>Grenzen an alle &amp;Zahlen anpassen</translation>
  </message>
  <message>
   <source>How opaque the colours lie over the pictures of the tiles</source>
   <translation>Wie deckend die Farben über den Bildern der Kacheln liegen</translation>
  </message>
  <message>
   <source>Limits of a logarithmic scale lie above 0</source>
   <translation>Grenzen einer logarithmischen Skala liegen über 0</translation>
  </message>
  <message>
   <source>Lower limit</source>
   <translation>Untere Grenze</translation>
  </message>
  <message>
   <source>Magma: violet, red, pale yellow</source>
   <translation>Magma: Violett, Rot, Blassgelb</translation>
  </message>
  <message>
   <source>More of the colours</source>
   <translation>Mehr zu den Farben</translation>
  </message>
  <message>
   <source>Opacity of the colours over the tiles</source>
   <translation>Deckkraft der Farben über den Kacheln</translation>
  </message>
  <message>
   <source>Over the tiles</source>
   <translation>Über den Kacheln</translation>
  </message>
  <message>
   <source>Show All &amp;Classes</source>
   <translation>All&amp;e Klassen anzeigen</translation>
  </message>
  <message>
   <source>The lower limit must lie below {0}</source>
   <translation>Die untere Grenze muss unter {0} liegen</translation>
  </message>
  <message>
   <source>The upper limit must lie above {0}</source>
   <translation>Die obere Grenze muss über {0} liegen</translation>
  </message>
  <message>
   <source>Upper limit</source>
   <translation>Obere Grenze</translation>
  </message>
  <message>
   <source>Viridis: blue, green, yellow</source>
   <translation>Viridis: Blau, Grün, Gelb</translation>
  </message>
 </context>
 <context>
  <name>Colours</name>
  <message>
   <source>(blank)</source>
   <translation>(leer)</translation>
  </message>
  <message>
   <source>1 class hidden</source>
   <translation>1 Klasse ausgeblendet</translation>
  </message>
  <message>
   <source>1 other value</source>
   <translation>1 anderer Wert</translation>
  </message>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>1 without a value</source>
   <translation>1 ohne Wert</translation>
  </message>
  <message>
   <source>No value</source>
   <translation>Kein Wert</translation>
  </message>
  <message>
   <source>The {0} most frequent values have a colour of their own; the others are grey, since more colours could not be told apart.</source>
   <translation>Die {0} häufigsten Werte haben eine eigene Farbe; die anderen sind grau, da sich mehr Farben nicht unterscheiden ließen.</translation>
  </message>
  <message>
   <source>There is no such column here</source>
   <translation>Spalte nicht vorhanden</translation>
  </message>
  <message>
   <source>{0} classes hidden</source>
   <translation>{0} Klassen ausgeblendet</translation>
  </message>
  <message>
   <source>{0} of {1} values have a colour</source>
   <translation>{0} von {1} Werten haben eine Farbe</translation>
  </message>
  <message>
   <source>{0} other values</source>
   <translation>{0} andere Werte</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
  <message>
   <source>{0} without a value</source>
   <translation>{0} ohne Wert</translation>
  </message>
  <message>
   <source>{0}: {1}</source>
   <translation>{0}: {1}</translation>
  </message>
  <message>
   <source>{0}: {1}, hidden</source>
   <translation>{0}: {1}, ausgeblendet</translation>
  </message>
 </context>
 <context>
  <name>ColumnChooser</name>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>Columns to show</source>
   <translation>Anzuzeigende Spalten</translation>
  </message>
  <message>
   <source>Drag, or Alt with an arrow, moves a column.</source>
   <translation>Ziehen oder Alt mit einer Pfeiltaste verschiebt eine Spalte.</translation>
  </message>
  <message>
   <source>Find a column</source>
   <translation>Spalte suchen</translation>
  </message>
  <message>
   <source>It stays at the left while the others scroll.</source>
   <translation>Sie bleibt links stehen, während die anderen scrollen.</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Reset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <source>The columns shown at first, in their first order and width</source>
   <translation>Die anfangs angezeigten Spalten, in ihrer anfänglichen Reihenfolge und Breite</translation>
  </message>
  <message>
   <source>Tick every column listed</source>
   <translation>Alle aufgelisteten Spalten ankreuzen</translation>
  </message>
  <message>
   <source>Tick no column but the first</source>
   <translation>Keine Spalte außer der ersten ankreuzen</translation>
  </message>
 </context>
 <context>
  <name>ColumnFigures</name>
  <message>
   <source>&lt; 0.1 %</source>
   <translation>&lt; 0,1 %</translation>
  </message>
  <message>
   <source>Distinct</source>
   <translation>Verschiedene</translation>
  </message>
  <message>
   <source>Maximum</source>
   <translation>Maximum</translation>
  </message>
  <message>
   <source>Mean</source>
   <translation>Mittelwert</translation>
  </message>
  <message>
   <source>Median</source>
   <translation>Median</translation>
  </message>
  <message>
   <source>Minimum</source>
   <translation>Minimum</translation>
  </message>
  <message>
   <source>Missing</source>
   <translation>Fehlend</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>Std. deviation</source>
   <translation>Std.-Abweichung</translation>
  </message>
  <message>
   <source>bytes</source>
   <translation>Bytes</translation>
  </message>
  <message>
   <source>distinct</source>
   <translation>verschieden</translation>
  </message>
  <message>
   <source>max</source>
   <translation>Max.</translation>
  </message>
  <message>
   <source>mean</source>
   <translation>Mittel</translation>
  </message>
  <message>
   <source>median</source>
   <translation>Median</translation>
  </message>
  <message>
   <source>min</source>
   <translation>Min.</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlend</translation>
  </message>
  <message>
   <source>numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>sd</source>
   <translation>SD</translation>
  </message>
  <message>
   <source>text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>whole numbers</source>
   <translation>ganze Zahlen</translation>
  </message>
  <message>
   <source>yes/no</source>
   <translation>ja/nein</translation>
  </message>
  <message>
   <source>{0} %</source>
   <translation>{0} %</translation>
  </message>
  <message>
   <source>{0} selected</source>
   <translation>{0} ausgewählt</translation>
  </message>
  <message>
   <source>{0} shown</source>
   <translation>{0} angezeigt</translation>
  </message>
 </context>
 <context>
  <name>CommandFinder</name>
  <message>
   <source>Colour the map by nothing</source>
   <translation>Karte einfarbig zeichnen</translation>
  </message>
  <message>
   <source>Colour the map by {0}</source>
   <translation>Karte färben nach {0}</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>Spalten</translation>
  </message>
  <message>
   <source>Command finder</source>
   <translation>Befehlssuche</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>Befehle</translation>
  </message>
  <message>
   <source>Filter by {0}</source>
   <translation>Filtern nach {0}</translation>
  </message>
  <message>
   <source>Find a command</source>
   <translation>Befehl suchen</translation>
  </message>
  <message>
   <source>Find a command, slide, column or setting; a number goes to a record</source>
   <translation>Befehl, Schnitt, Spalte oder Einstellung suchen; eine Zahl führt zu einem Datensatz</translation>
  </message>
  <message>
   <source>Go to record {0}</source>
   <translation>Gehe zu Datensatz {0}</translation>
  </message>
  <message>
   <source>Go to slide {0}</source>
   <translation>Gehe zu Schnitt {0}</translation>
  </message>
  <message>
   <source>It is not there any more</source>
   <translation>Nicht mehr vorhanden</translation>
  </message>
  <message>
   <source>Layout {0}</source>
   <translation>Anordnung {0}</translation>
  </message>
  <message>
   <source>Nothing fits. Fewer letters find more.</source>
   <translation>Nichts passt. Weniger Buchstaben finden mehr.</translation>
  </message>
  <message>
   <source>Open a dataset first</source>
   <translation>Öffnen Sie zuerst einen Datenbestand</translation>
  </message>
  <message>
   <source>Open {0}</source>
   <translation>{0} öffnen</translation>
  </message>
  <message>
   <source>Panel {0}</source>
   <translation>Bereich {0}</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>Slides</source>
   <translation>Schnitte</translation>
  </message>
  <message>
   <source>Sort by {0}</source>
   <translation>Sortieren nach {0}</translation>
  </message>
  <message>
   <source>Sort by {0}, descending</source>
   <translation>Sortieren nach {0}, absteigend</translation>
  </message>
  <message>
   <source>Tile grid</source>
   <translation>Kachelraster</translation>
  </message>
  <message>
   <source>Tile size {0} px</source>
   <translation>Kachelgröße {0} px</translation>
  </message>
  <message>
   <source>View › Layouts</source>
   <translation>Ansicht › Anordnungen</translation>
  </message>
  <message>
   <source>View › Panels</source>
   <translation>Ansicht › Bereiche</translation>
  </message>
  <message>
   <source>recent</source>
   <translation>zuletzt geöffnet</translation>
  </message>
 </context>
 <context>
  <name>Commands</name>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Annotations: a CSV file with “patient”, “slide” and labels</source>
   <translation>Annotationen: eine CSV-Datei mit „patient“, „slide“ und Labels</translation>
  </message>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>CSV-Dateien (*.csv)</translation>
  </message>
  <message>
   <source>Go to Record</source>
   <translation>Gehe zu Datensatz</translation>
  </message>
  <message>
   <source>Number of the record, from 0 to {0}:</source>
   <translation>Nummer des Datensatzes, von 0 bis {0}:</translation>
  </message>
  <message>
   <source>Open TFRecords</source>
   <translation>TFRecords öffnen</translation>
  </message>
  <message>
   <source>Open a folder of TFRecords</source>
   <translation>Ordner mit TFRecords öffnen</translation>
  </message>
  <message>
   <source>Open the folder of a Slideflow project</source>
   <translation>Ordner eines Slideflow-Projekts öffnen</translation>
  </message>
  <message>
   <source>TFRecords (*.tfrecord *.tfrecords *.tfrec *.tfrecord* *.index.npz)</source>
   <translation>TFRecords (*.tfrecord *.tfrecords *.tfrec *.tfrecord* *.index.npz)</translation>
  </message>
  <message>
   <source>The log is in {0}</source>
   <translation>Das Protokoll liegt in {0}</translation>
  </message>
  <message>
   <source>The window speaks this language from its next start on.</source>
   <translation>Die Sprache gilt ab dem nächsten Start.</translation>
  </message>
 </context>
 <context>
  <name>Completion</name>
  <message>
   <source>(empty)</source>
   <translation>(leer)</translation>
  </message>
  <message>
   <source>What may stand here</source>
   <translation>Was hier stehen kann</translation>
  </message>
  <message>
   <source>column</source>
   <translation>Spalte</translation>
  </message>
  <message>
   <source>function</source>
   <translation>Funktion</translation>
  </message>
 </context>
 <context>
  <name>ConditionForm</name>
  <message>
   <source>Comparison</source>
   <translation>Vergleich</translation>
  </message>
  <message>
   <source>Greatest value</source>
   <translation>Größter Wert</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>and</source>
   <translation>und</translation>
  </message>
  <message>
   <source>any</source>
   <translation>beliebig</translation>
  </message>
  <message>
   <source>any of those ticked</source>
   <translation>einer der angekreuzten</translation>
  </message>
  <message>
   <source>at least</source>
   <translation>mindestens</translation>
  </message>
  <message>
   <source>at most</source>
   <translation>höchstens</translation>
  </message>
  <message>
   <source>begins with</source>
   <translation>beginnt mit</translation>
  </message>
  <message>
   <source>between</source>
   <translation>zwischen</translation>
  </message>
  <message>
   <source>contains</source>
   <translation>enthält</translation>
  </message>
  <message>
   <source>greater than</source>
   <translation>größer als</translation>
  </message>
  <message>
   <source>is</source>
   <translation>ist</translation>
  </message>
  <message>
   <source>is missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>is not</source>
   <translation>ist nicht</translation>
  </message>
  <message>
   <source>is not missing</source>
   <translation>fehlt nicht</translation>
  </message>
  <message>
   <source>less than</source>
   <translation>kleiner als</translation>
  </message>
  <message>
   <source>the first number is greater than the second</source>
   <translation>die erste Zahl ist größer als die zweite</translation>
  </message>
  <message>
   <source>value</source>
   <translation>Wert</translation>
  </message>
 </context>
 <context>
  <name>Controls</name>
  <message>
   <source>&amp;Draws</source>
   <translation>&amp;Ziehungen</translation>
  </message>
  <message>
   <source>&amp;Weights</source>
   <translation>Ge&amp;wichte</translation>
  </message>
  <message>
   <source>A TFRecord begins anew after its last tile. If not, each tile is delivered once, and then it ends</source>
   <translation>Ein TFRecord beginnt nach seiner letzten Kachel von vorn. Sonst wird jede Kachel einmal geliefert, dann ist Schluss</translation>
  </message>
  <message>
   <source>All TFRecords alike</source>
   <translation>Alle TFRecords gleich</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>All patients alike</source>
   <translation>Alle Patienten gleich</translation>
  </message>
  <message>
   <source>All tiles alike</source>
   <translation>Alle Kacheln gleich</translation>
  </message>
  <message>
   <source>All values of “{0}” alike</source>
   <translation>Alle Werte von „{0}“ gleich</translation>
  </message>
  <message>
   <source>Among how many loaders the tiles of each TFRecord are shared</source>
   <translation>Auf wie viele Loader die Kacheln jedes TFRecords verteilt werden</translation>
  </message>
  <message>
   <source>As the dataset says</source>
   <translation>Wie im Datenbestand</translation>
  </message>
  <message>
   <source>C&amp;lip</source>
   <translation>&amp;Kappung</translation>
  </message>
  <message>
   <source>CSV files (*.csv)</source>
   <translation>CSV-Dateien (*.csv)</translation>
  </message>
  <message>
   <source>Clip</source>
   <translation>Kappung</translation>
  </message>
  <message>
   <source>Count &amp;by</source>
   <translation>Zählen &amp;nach</translation>
  </message>
  <message>
   <source>Count by</source>
   <translation>Zählen nach</translation>
  </message>
  <message>
   <source>Draws</source>
   <translation>Ziehungen</translation>
  </message>
  <message>
   <source>From a CSV file…</source>
   <translation>Aus einer CSV-Datei…</translation>
  </message>
  <message>
   <source>How many tiles a loader is asked for, by each shard</source>
   <translation>Wie viele Kacheln von einem Loader verlangt werden, von jedem Teil</translation>
  </message>
  <message>
   <source>How often each TFRecord is drawn from</source>
   <translation>Wie oft aus jedem TFRecord gezogen wird</translation>
  </message>
  <message>
   <source>How often each TFRecord is drawn from. Patients and labels can be weighed where the dataset has annotations</source>
   <translation>Wie oft aus jedem TFRecord gezogen wird. Patienten und Labels lassen sich gewichten, wo der Datenbestand Annotationen hat</translation>
  </message>
  <message>
   <source>Infinite</source>
   <translation>Endlos</translation>
  </message>
  <message>
   <source>Number of shards</source>
   <translation>Anzahl der Teile</translation>
  </message>
  <message>
   <source>Only the first so many tiles of each TFRecord are used</source>
   <translation>Von jedem TFRecord nur so viele Kacheln vom Anfang verwenden</translation>
  </message>
  <message>
   <source>Patient</source>
   <translation>Patient</translation>
  </message>
  <message>
   <source>S&amp;eed</source>
   <translation>&amp;Startwert</translation>
  </message>
  <message>
   <source>S&amp;hard</source>
   <translation>&amp;Teil</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Shard</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>TFRecord</source>
   <translation>TFRecord</translation>
  </message>
  <message>
   <source>The same seed gives the same draws, here and in a loader</source>
   <translation>Gleicher Startwert, gleiche Ziehungen, hier wie in einem Loader</translation>
  </message>
  <message>
   <source>Weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <source>Weights of TFRecords</source>
   <translation>Gewichte der TFRecords</translation>
  </message>
  <message>
   <source>What one of several loaders delivers, counted from 0</source>
   <translation>Was einer von mehreren Loadern liefert, ab 0 gezählt</translation>
  </message>
  <message>
   <source>What the bars stand for</source>
   <translation>Wofür die Balken stehen</translation>
  </message>
  <message>
   <source>as the dataset</source>
   <translation>wie Datenbestand</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>of</source>
   <translation>von</translation>
  </message>
 </context>
 <context>
  <name>Copier</name>
  <message>
   <source>Record copied</source>
   <translation>Datensatz kopiert</translation>
  </message>
  <message>
   <source>The records cannot be copied: {0}</source>
   <translation>Die Datensätze lassen sich nicht kopieren: {0}</translation>
  </message>
  <message>
   <source>Value copied</source>
   <translation>Wert kopiert</translation>
  </message>
  <message>
   <source>{0} records copied</source>
   <translation>{0} Datensätze kopiert</translation>
  </message>
 </context>
 <context>
  <name>Dashboard</name>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>Alike</source>
   <translation>Dubletten</translation>
  </message>
  <message>
   <source>Blank</source>
   <translation>Leer</translation>
  </message>
  <message>
   <source>Blurred</source>
   <translation>Unscharf</translation>
  </message>
  <message>
   <source>Broken</source>
   <translation>Fehlerhaft</translation>
  </message>
  <message>
   <source>Errors, warnings and notes about the file and its records</source>
   <translation>Fehler, Warnungen und Hinweise zur Datei und ihren Datensätzen</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>How many tiles have which value, on one scale for all slides: it runs from the least usual value at the left to the greatest at the right</source>
   <translation>Wie viele Kacheln welchen Wert haben, auf einer Skala für alle Schnitte: Sie reicht vom kleinsten üblichen Wert links bis zum größten rechts</translation>
  </message>
  <message>
   <source>How many tiles it has</source>
   <translation>Wie viele Kacheln er hat</translation>
  </message>
  <message>
   <source>Index</source>
   <translation>Index</translation>
  </message>
  <message>
   <source>Its tiles have no locations</source>
   <translation>Seine Kacheln haben keine Positionen</translation>
  </message>
  <message>
   <source>Its tiles have no locations, or lie on no grid</source>
   <translation>Seine Kacheln haben keine Positionen oder liegen auf keinem Gitter</translation>
  </message>
  <message>
   <source>Missing</source>
   <translation>Fehlend</translation>
  </message>
  <message>
   <source>No tile has a value</source>
   <translation>Keine Kachel hat einen Wert</translation>
  </message>
  <message>
   <source>Not looked for yet: Tools &gt; Find Duplicates</source>
   <translation>Noch nicht gesucht: Extras &gt; Dubletten suchen</translation>
  </message>
  <message>
   <source>Not measured yet: Tools &gt; Measure Tiles</source>
   <translation>Noch nicht gemessen: Extras &gt; Kacheln messen</translation>
  </message>
  <message>
   <source>Not verified yet: Tools &gt; Verify looks at every record</source>
   <translation>Noch nicht geprüft: Extras &gt; Prüfen sieht jeden Datensatz an</translation>
  </message>
  <message>
   <source>Records with an error. Only verifying finds all of them: “≥” stands before what is known so far</source>
   <translation>Datensätze mit einem Fehler. Nur das Prüfen findet alle: „≥“ steht vor dem bisher Bekannten</translation>
  </message>
  <message>
   <source>Same place</source>
   <translation>Gleicher Ort</translation>
  </message>
  <message>
   <source>Score</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>The score adds, for every 100 tiles: {0} for each that is broken, {1} for each that looks like another one, {2} for each that is blank, blurred, beside the grid or at the place of another, {3} for each that is missing in a hole. Each error about the file itself adds {4}, each warning {5}, and errors without a single tile {6}. What is not known yet adds nothing.</source>
   <translation>Die Punktzahl summiert je 100 Kacheln: {0} für jede fehlerhafte, {1} für jede, die wie eine andere aussieht, {2} für jede, die leer, unscharf, abseits des Gitters oder am Ort einer anderen ist, {3} für jede, die in einer Lücke fehlt. Jeder Fehler der Datei selbst zählt {4}, jede Warnung {5} und Fehler ganz ohne Kacheln {6}. Was noch nicht bekannt ist, zählt nichts.</translation>
  </message>
  <message>
   <source>The slide. Sort by name</source>
   <translation>Der Schnitt. Nach Namen sortieren</translation>
  </message>
  <message>
   <source>Tiles</source>
   <translation>Kacheln</translation>
  </message>
  <message>
   <source>Tiles at a location where another tile of the slide lies</source>
   <translation>Kacheln an einer Position, an der eine andere Kachel des Schnitts liegt</translation>
  </message>
  <message>
   <source>Tiles missing in holes: places without a tile that tiles surround</source>
   <translation>Kacheln, die in Lücken fehlen: Stellen ohne Kachel, die von Kacheln umgeben sind</translation>
  </message>
  <message>
   <source>Tiles that look like another one of the dataset</source>
   <translation>Kacheln, die wie eine andere des Datenbestands aussehen</translation>
  </message>
  <message>
   <source>Tiles that the preset “blank” of the metrics finds</source>
   <translation>Kacheln, die die Vorgabe „leer“ der Messwerte findet</translation>
  </message>
  <message>
   <source>Tiles that the preset “out of focus” of the metrics finds</source>
   <translation>Kacheln, die die Vorgabe „unscharf“ der Messwerte findet</translation>
  </message>
  <message>
   <source>Where the index came from</source>
   <translation>Woher der Index stammt</translation>
  </message>
  <message>
   <source>Where the tiles lie</source>
   <translation>Wo die Kacheln liegen</translation>
  </message>
  <message>
   <source>beside it</source>
   <translation>daneben</translation>
  </message>
  <message>
   <source>built</source>
   <translation>erstellt</translation>
  </message>
  <message>
   <source>given</source>
   <translation>angegeben</translation>
  </message>
  <message>
   <source>in the cache</source>
   <translation>im Cache</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keiner</translation>
  </message>
  <message>
   <source>stale</source>
   <translation>veraltet</translation>
  </message>
  <message>
   <source>{0} of {1} ({2} %)</source>
   <translation>{0} von {1} ({2} %)</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
 </context>
 <context>
  <name>DashboardPanel</name>
  <message>
   <source>Slide Dashboard</source>
   <translation>Schnittübersicht</translation>
  </message>
 </context>
 <context>
  <name>DashboardView</name>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>1 with errors</source>
   <translation>1 mit Fehlern</translation>
  </message>
  <message>
   <source>1 with warnings</source>
   <translation>1 mit Warnungen</translation>
  </message>
  <message>
   <source>C&amp;opy the Table</source>
   <translation>Tabelle &amp;kopieren</translation>
  </message>
  <message>
   <source>Column whose distribution is drawn for each slide</source>
   <translation>Spalte, deren Verteilung für jeden Schnitt gezeichnet wird</translation>
  </message>
  <message>
   <source>Draw</source>
   <translation>Verteilung</translation>
  </message>
  <message>
   <source>Files are not verified yet.</source>
   <translation>Dateien sind noch nicht geprüft.</translation>
  </message>
  <message>
   <source>Find Duplicates</source>
   <translation>Dubletten suchen</translation>
  </message>
  <message>
   <source>How the score is made</source>
   <translation>Wie die Punktzahl entsteht</translation>
  </message>
  <message>
   <source>Measure Tiles</source>
   <translation>Kacheln messen</translation>
  </message>
  <message>
   <source>Nobody looked for duplicates yet.</source>
   <translation>Dubletten wurden noch nicht gesucht.</translation>
  </message>
  <message>
   <source>Open a dataset to see how its slides are</source>
   <translation>Öffnen Sie einen Datenbestand, um den Zustand seiner Schnitte zu sehen</translation>
  </message>
  <message>
   <source>Save as &amp;CSV…</source>
   <translation>Als &amp;CSV speichern…</translation>
  </message>
  <message>
   <source>Save or copy the figures of the slides</source>
   <translation>Die Zahlen der Schnitte speichern oder kopieren</translation>
  </message>
  <message>
   <source>Save the figures of the slides</source>
   <translation>Die Zahlen der Schnitte speichern</translation>
  </message>
  <message>
   <source>Show its findings</source>
   <translation>Befunde dazu zeigen</translation>
  </message>
  <message>
   <source>Show only this slide</source>
   <translation>Nur diesen Schnitt zeigen</translation>
  </message>
  <message>
   <source>Table copied</source>
   <translation>Tabelle kopiert</translation>
  </message>
  <message>
   <source>The dataset is still being read</source>
   <translation>Der Datenbestand wird noch gelesen</translation>
  </message>
  <message>
   <source>The figures of the slides are being gathered</source>
   <translation>Die Zahlen der Schnitte werden zusammengestellt</translation>
  </message>
  <message>
   <source>The tiles of {0} are not measured yet.</source>
   <translation>Kacheln noch nicht gemessen: {0}.</translation>
  </message>
  <message>
   <source>There is no TFRecord here</source>
   <translation>Hier gibt es keinen TFRecord</translation>
  </message>
  <message>
   <source>Tiles are not measured yet.</source>
   <translation>Kacheln sind noch nicht gemessen.</translation>
  </message>
  <message>
   <source>Verify</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>{0} cannot be written: {1}</source>
   <translation>{0} lässt sich nicht schreiben: {1}</translation>
  </message>
  <message>
   <source>{0} of {1} are not verified yet.</source>
   <translation>Noch nicht geprüft: {0} von {1}.</translation>
  </message>
  <message>
   <source>{0} saved in {1}</source>
   <translation>{0} in {1} gespeichert</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
  <message>
   <source>{0} with errors</source>
   <translation>{0} mit Fehlern</translation>
  </message>
  <message>
   <source>{0} with warnings</source>
   <translation>{0} mit Warnungen</translation>
  </message>
 </context>
 <context>
  <name>DatasetPanel</name>
  <message>
   <source>1 finding</source>
   <translation>1 Befund</translation>
  </message>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>About the dataset</source>
   <translation>Über den Datenbestand</translation>
  </message>
  <message>
   <source>Annotations: {0}</source>
   <translation>Annotationen: {0}</translation>
  </message>
  <message>
   <source>Choose the columns of the annotations to show</source>
   <translation>Die anzuzeigenden Spalten der Annotationen wählen</translation>
  </message>
  <message>
   <source>Columns of the annotations</source>
   <translation>Spalten der Annotationen</translation>
  </message>
  <message>
   <source>Copy its path</source>
   <translation>Pfad kopieren</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>Datenbestand</translation>
  </message>
  <message>
   <source>Project {0}, {1}</source>
   <translation>Projekt {0}, {1}</translation>
  </message>
  <message>
   <source>Select all its records</source>
   <translation>Alle zugehörigen Datensätze auswählen</translation>
  </message>
  <message>
   <source>Show only this file</source>
   <translation>Nur diese Datei anzeigen</translation>
  </message>
  <message>
   <source>Show only {0} “{1}”</source>
   <translation>Nur {0} „{1}“ anzeigen</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>TFRecord unreadable</source>
   <translation>TFRecord unlesbar</translation>
  </message>
  <message>
   <source>TFRecord without records</source>
   <translation>TFRecord ohne Datensätze</translation>
  </message>
  <message>
   <source>The worst {0} of them are listed</source>
   <translation>Die schwersten {0} davon sind aufgelistet</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>und {0} weitere</translation>
  </message>
  <message>
   <source>compressed with {0}</source>
   <translation>komprimiert mit {0}</translation>
  </message>
  <message>
   <source>extracted: {0}</source>
   <translation>extrahiert: {0}</translation>
  </message>
  <message>
   <source>extraction not finished</source>
   <translation>Extraktion nicht abgeschlossen</translation>
  </message>
  <message>
   <source>index beside it</source>
   <translation>Index daneben</translation>
  </message>
  <message>
   <source>index beside it is stale; a right one is in the cache</source>
   <translation>Index daneben veraltet; ein richtiger liegt im Cache</translation>
  </message>
  <message>
   <source>index built</source>
   <translation>Index erstellt</translation>
  </message>
  <message>
   <source>index given</source>
   <translation>Index angegeben</translation>
  </message>
  <message>
   <source>index in the cache</source>
   <translation>Index im Cache</translation>
  </message>
  <message>
   <source>left out by a filter</source>
   <translation>durch einen Filter ausgelassen</translation>
  </message>
  <message>
   <source>name differs</source>
   <translation>Name weicht ab</translation>
  </message>
  <message>
   <source>no TFRecord</source>
   <translation>kein TFRecord</translation>
  </message>
  <message>
   <source>no index</source>
   <translation>kein Index</translation>
  </message>
  <message>
   <source>no line in the annotations</source>
   <translation>keine Zeile in den Annotationen</translation>
  </message>
  <message>
   <source>no slide file</source>
   <translation>keine Schnittdatei</translation>
  </message>
  <message>
   <source>no tile extracted</source>
   <translation>keine Kachel extrahiert</translation>
  </message>
  <message>
   <source>not annotated</source>
   <translation>nicht annotiert</translation>
  </message>
  <message>
   <source>tiles in another folder</source>
   <translation>Kacheln in anderem Ordner</translation>
  </message>
  <message>
   <source>tiles in another source</source>
   <translation>Kacheln in anderer Quelle</translation>
  </message>
  <message>
   <source>tiles of another size</source>
   <translation>Kacheln anderer Größe</translation>
  </message>
  <message>
   <source>{0} TFRecord · {1} tiles · {2}</source>
   <translation>{0} TFRecord · {1} Kacheln · {2}</translation>
  </message>
  <message>
   <source>{0} TFRecords · {1} tiles · {2}</source>
   <translation>{0} TFRecords · {1} Kacheln · {2}</translation>
  </message>
  <message>
   <source>{0} findings</source>
   <translation>{0} Befunde</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
  <message>
   <source>{0} without tiles</source>
   <translation>{0} ohne Kacheln</translation>
  </message>
 </context>
 <context>
  <name>DatasetReader</name>
  <message>
   <source>Reading fields</source>
   <translation>Felder werden gelesen</translation>
  </message>
  <message>
   <source>Reading the records</source>
   <translation>Datensätze werden gelesen</translation>
  </message>
  <message>
   <source>Reading {0}</source>
   <translation>{0} wird gelesen</translation>
  </message>
 </context>
 <context>
  <name>Deeds</name>
  <message>
   <source>Condition copied</source>
   <translation>Bedingung kopiert</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy the condition, as the filter and the commands take it</source>
   <translation>Die Bedingung so kopieren, wie der Filter und die Befehle sie annehmen</translation>
  </message>
  <message>
   <source>Filter: show all but the tiles picked out</source>
   <translation>Filter: alle außer den herausgegriffenen Kacheln anzeigen</translation>
  </message>
  <message>
   <source>Filter: show only the tiles picked out</source>
   <translation>Filter: nur die herausgegriffenen Kacheln anzeigen</translation>
  </message>
  <message>
   <source>Flag</source>
   <translation>Markieren</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <source>Keep as Rule</source>
   <translation>Als Regel merken</translation>
  </message>
  <message>
   <source>Kept as a rule: its tiles are findings</source>
   <translation>Als Regel gemerkt: Ihre Kacheln sind Befunde</translation>
  </message>
  <message>
   <source>No Flag</source>
   <translation>Keine Markierung</translation>
  </message>
  <message>
   <source>Say of the tiles picked out what they are; Edit &gt; Undo takes it back</source>
   <translation>Angeben, was die herausgegriffenen Kacheln sind; Bearbeiten &gt; Rückgängig nimmt es zurück</translation>
  </message>
  <message>
   <source>Select</source>
   <translation>Auswählen</translation>
  </message>
  <message>
   <source>Select the tiles picked out, to save, flag or compare them</source>
   <translation>Die herausgegriffenen Kacheln auswählen, um sie zu speichern, zu markieren oder zu vergleichen</translation>
  </message>
  <message>
   <source>Show Only</source>
   <translation>Nur diese</translation>
  </message>
  <message>
   <source>The tiles picked out become findings, also when the dataset is opened again</source>
   <translation>Die herausgegriffenen Kacheln werden zu Befunden, auch wenn der Datenbestand wieder geöffnet wird</translation>
  </message>
  <message>
   <source>{0} flagged</source>
   <translation>{0} markiert</translation>
  </message>
  <message>
   <source>{0} selected</source>
   <translation>{0} ausgewählt</translation>
  </message>
  <message>
   <source>{0} without a flag now</source>
   <translation>{0} jetzt ohne Markierung</translation>
  </message>
 </context>
 <context>
  <name>Differences</name>
  <message>
   <source>A has no picture</source>
   <translation>A hat kein Bild</translation>
  </message>
  <message>
   <source>difference from A: mean {0}, largest {1}</source>
   <translation>Differenz zu A: Mittel {0}, größte {1}</translation>
  </message>
  <message>
   <source>not of the size of A</source>
   <translation>nicht so groß wie A</translation>
  </message>
 </context>
 <context>
  <name>DiskChanges</name>
  <message>
   <source>&amp;Later</source>
   <translation>&amp;Später</translation>
  </message>
  <message>
   <source>&amp;Reload</source>
   <translation>&amp;Neu laden</translation>
  </message>
  <message>
   <source>1 TFRecord changed</source>
   <translation>1 TFRecord geändert</translation>
  </message>
  <message>
   <source>1 TFRecord is new</source>
   <translation>1 TFRecord neu</translation>
  </message>
  <message>
   <source>1 TFRecord is not there any more</source>
   <translation>1 TFRecord nicht mehr vorhanden</translation>
  </message>
  <message>
   <source>Changed:
{0}</source>
   <translation>Geändert:
{0}</translation>
  </message>
  <message>
   <source>New:
{0}</source>
   <translation>Neu:
{0}</translation>
  </message>
  <message>
   <source>Not there any more:
{0}</source>
   <translation>Nicht mehr vorhanden:
{0}</translation>
  </message>
  <message>
   <source>On disk: {0}. What is shown is how it was.</source>
   <translation>Auf dem Datenträger: {0}. Angezeigt wird der frühere Stand.</translation>
  </message>
  <message>
   <source>What is shown is not on disk any more: it was deleted or moved, or its drive is away. It is shown as it was, as far as it was read.</source>
   <translation>Das Angezeigte ist nicht mehr auf dem Datenträger: Es wurde gelöscht oder verschoben, oder das Laufwerk fehlt. Angezeigt wird der frühere Stand, soweit er gelesen war.</translation>
  </message>
  <message>
   <source>{0} TFRecords are new</source>
   <translation>{0} TFRecords neu</translation>
  </message>
  <message>
   <source>{0} TFRecords are not there any more</source>
   <translation>{0} TFRecords nicht mehr vorhanden</translation>
  </message>
  <message>
   <source>{0} TFRecords changed</source>
   <translation>{0} TFRecords geändert</translation>
  </message>
 </context>
 <context>
  <name>Draft</name>
  <message>
   <source>Looking at {0}</source>
   <translation>{0} wird durchgesehen</translation>
  </message>
 </context>
 <context>
  <name>Drops</name>
  <message>
   <source>Build TFRecords from the images in {0}</source>
   <translation>TFRecords aus den Bildern in {0} erstellen</translation>
  </message>
  <message>
   <source>In place of what is open; hold Shift to open a new window</source>
   <translation>Anstelle des Geöffneten; mit Umschalt in einem neuen Fenster</translation>
  </message>
  <message>
   <source>Its columns come to the records of this dataset</source>
   <translation>Ihre Spalten kommen zu den Datensätzen dieses Datenbestands</translation>
  </message>
  <message>
   <source>Join the table {0}</source>
   <translation>Tabelle {0} verknüpfen</translation>
  </message>
  <message>
   <source>Open a dataset first: a table is joined to its records</source>
   <translation>Öffnen Sie zuerst einen Datenbestand: Eine Tabelle wird mit seinen Datensätzen verknüpft</translation>
  </message>
  <message>
   <source>Open {0}</source>
   <translation>{0} öffnen</translation>
  </message>
  <message>
   <source>Open {0} in a new window</source>
   <translation>{0} in neuem Fenster öffnen</translation>
  </message>
  <message>
   <source>Step by step; nothing is written before you say so</source>
   <translation>Schritt für Schritt; nichts wird geschrieben, bevor Sie es sagen</translation>
  </message>
  <message>
   <source>{0} is a table</source>
   <translation>{0} ist eine Tabelle</translation>
  </message>
 </context>
 <context>
  <name>DuplicateSearch</name>
  <message>
   <source>Compare Them</source>
   <translation>Vergleichen</translation>
  </message>
  <message>
   <source>Comparing with {0}</source>
   <translation>Vergleich mit {0}</translation>
  </message>
  <message>
   <source>Duplicates are found once all tiles are measured, which was ended.</source>
   <translation>Dubletten werden erst gefunden, wenn alle Kacheln gemessen sind; das Messen wurde beendet.</translation>
  </message>
  <message>
   <source>Duplicates could not be looked for</source>
   <translation>Die Suche nach Dubletten ist fehlgeschlagen</translation>
  </message>
  <message>
   <source>Finding duplicates</source>
   <translation>Suche nach Dubletten</translation>
  </message>
  <message>
   <source>Folders are compared by names, which are hidden now.</source>
   <translation>Ordner werden nach Namen verglichen, und die sind jetzt verborgen.</translation>
  </message>
  <message>
   <source>Show Findings</source>
   <translation>Befunde anzeigen</translation>
  </message>
  <message>
   <source>Show Them</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <source>Show Tiles</source>
   <translation>Kacheln zeigen</translation>
  </message>
  <message>
   <source>The other side of the split</source>
   <translation>Die andere Seite der Aufteilung</translation>
  </message>
  <message>
   <source>There are no tiles to compare.</source>
   <translation>Es gibt keine Kacheln zu vergleichen.</translation>
  </message>
  <message>
   <source>They are being looked for: the status bar says how far.</source>
   <translation>Die Suche läuft: Die Statusleiste zeigt, wie weit sie ist.</translation>
  </message>
 </context>
 <context>
  <name>Duplicates</name>
  <message>
   <source>1 across slides</source>
   <translation>1 über Schnitte hinweg</translation>
  </message>
  <message>
   <source>1 blank tile</source>
   <translation>1 leere Kachel</translation>
  </message>
  <message>
   <source>1 group of tiles that are alike</source>
   <translation>1 Gruppe von Dubletten</translation>
  </message>
  <message>
   <source>1 of equal tiles</source>
   <translation>1 mit gleichen Kacheln</translation>
  </message>
  <message>
   <source>1 of nearly equal ones</source>
   <translation>1 mit fast gleichen</translation>
  </message>
  <message>
   <source>1 patient</source>
   <translation>1 Patient</translation>
  </message>
  <message>
   <source>1 slide</source>
   <translation>1 Schnitt</translation>
  </message>
  <message>
   <source>1 that cannot be decoded</source>
   <translation>1 nicht dekodierbare</translation>
  </message>
  <message>
   <source>1 that is nearly so</source>
   <translation>1 fast gleiche</translation>
  </message>
  <message>
   <source>1 tile that is the same</source>
   <translation>1 gleiche Kachel</translation>
  </message>
  <message>
   <source>In common with {0}: {1}.</source>
   <translation>Gemeinsam mit {0}: {1}.</translation>
  </message>
  <message>
   <source>Left out: {0}.</source>
   <translation>Ausgelassen: {0}.</translation>
  </message>
  <message>
   <source>Nearly the same</source>
   <translation>Fast gleich</translation>
  </message>
  <message>
   <source>Nearly the same ({0} of 64 bits)</source>
   <translation>Fast gleich ({0} von 64 Bit)</translation>
  </message>
  <message>
   <source>No tile is there twice.</source>
   <translation>Keine Kachel ist doppelt vorhanden.</translation>
  </message>
  <message>
   <source>On both sides: {0}.</source>
   <translation>Auf beiden Seiten: {0}.</translation>
  </message>
  <message>
   <source>Patient {0}</source>
   <translation>Patient {0}</translation>
  </message>
  <message>
   <source>Patients are told by the annotations.</source>
   <translation>Patienten nach den Annotationen.</translation>
  </message>
  <message>
   <source>Patients are told by the names of slides.</source>
   <translation>Patienten nach den Namen der Schnitte.</translation>
  </message>
  <message>
   <source>Same image</source>
   <translation>Gleiches Bild</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>{0} across slides</source>
   <translation>{0} über Schnitte hinweg</translation>
  </message>
  <message>
   <source>{0} blank tiles</source>
   <translation>{0} leere Kacheln</translation>
  </message>
  <message>
   <source>{0} groups of tiles that are alike</source>
   <translation>{0} Gruppen von Dubletten</translation>
  </message>
  <message>
   <source>{0} has nothing in common with this dataset: no slide, no patient, no tile.</source>
   <translation>{0} hat mit diesem Datenbestand nichts gemeinsam: keinen Schnitt, keinen Patienten, keine Kachel.</translation>
  </message>
  <message>
   <source>{0} of equal tiles</source>
   <translation>{0} mit gleichen Kacheln</translation>
  </message>
  <message>
   <source>{0} of nearly equal ones</source>
   <translation>{0} mit fast gleichen</translation>
  </message>
  <message>
   <source>{0} patients</source>
   <translation>{0} Patienten</translation>
  </message>
  <message>
   <source>{0} slides</source>
   <translation>{0} Schnitte</translation>
  </message>
  <message>
   <source>{0} that are nearly so</source>
   <translation>{0} fast gleiche</translation>
  </message>
  <message>
   <source>{0} that cannot be decoded</source>
   <translation>{0} nicht dekodierbare</translation>
  </message>
  <message>
   <source>{0} tiles that are the same</source>
   <translation>{0} gleiche Kacheln</translation>
  </message>
  <message>
   <source>{0} {1}</source>
   <translation>{0} {1}</translation>
  </message>
  <message>
   <source>{0}, record {1}</source>
   <translation>{0}, Datensatz {1}</translation>
  </message>
  <message>
   <source>{0}: {1}.</source>
   <translation>{0}: {1}.</translation>
  </message>
 </context>
 <context>
  <name>EmptyPage</name>
  <message>
   <source>Find tiles by what is on them</source>
   <translation>Kacheln nach ihrem Inhalt finden</translation>
  </message>
  <message>
   <source>Measure Tiles</source>
   <translation>Kacheln messen</translation>
  </message>
  <message>
   <source>Whitespace, sharpness, ink, stain and more are measured once on each of {0}, in the background. They become columns to filter, sort and colour the map by, and are kept for the next time.</source>
   <translation>Weißanteil, Schärfe, Tinte, Färbung und mehr werden einmal an jeder Kachel gemessen ({0}), im Hintergrund. Sie werden zu Spalten, nach denen sich filtern, sortieren und die Karte färben lässt, und bleiben für das nächste Mal gespeichert.</translation>
  </message>
 </context>
 <context>
  <name>EndedBox</name>
  <message>
   <source>&amp;Resume</source>
   <translation>&amp;Fortsetzen</translation>
  </message>
 </context>
 <context>
  <name>ExistingBox</name>
  <message>
   <source>What is there already</source>
   <translation>Was schon vorhanden ist</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>&amp;Drawing (SVG), a square a tile, to be worked on</source>
   <translation>&amp;Zeichnung (SVG), ein Quadrat je Kachel, zum Bearbeiten</translation>
  </message>
  <message>
   <source>&amp;Export</source>
   <translation>&amp;Exportieren</translation>
  </message>
  <message>
   <source>&amp;Form</source>
   <translation>&amp;Format</translation>
  </message>
  <message>
   <source>&amp;Picture (PNG), as the map shows it</source>
   <translation>B&amp;ild (PNG), wie die Karte es zeigt</translation>
  </message>
  <message>
   <source>&amp;Save…</source>
   <translation>S&amp;peichern…</translation>
  </message>
  <message>
   <source>&amp;Squares with their values for QuPath (GeoJSON)</source>
   <translation>&amp;Quadrate mit ihren Werten für QuPath (GeoJSON)</translation>
  </message>
  <message>
   <source>&amp;Tiles:</source>
   <translation>&amp;Kacheln:</translation>
  </message>
  <message>
   <source>&amp;Width:</source>
   <translation>&amp;Breite:</translation>
  </message>
  <message>
   <source>1 square</source>
   <translation>1 Quadrat</translation>
  </message>
  <message>
   <source>1 square.</source>
   <translation>1 Quadrat.</translation>
  </message>
  <message>
   <source>A file to write</source>
   <translation>Zu schreibende Datei</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>All slides, in a folder with a file each</source>
   <translation>Alle Schnitte, in einen Ordner mit je einer Datei</translation>
  </message>
  <message>
   <source>All that are shown</source>
   <translation>Alle angezeigten</translation>
  </message>
  <message>
   <source>All {0} columns, hidden ones too</source>
   <translation>Alle {0} Spalten, auch ausgeblendete</translation>
  </message>
  <message>
   <source>All, also those that the filter hides</source>
   <translation>Alle, auch die vom Filter ausgeblendeten</translation>
  </message>
  <message>
   <source>CSV (comma-separated text)</source>
   <translation>CSV (kommagetrennter Text)</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Auswählen…</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>Spalten</translation>
  </message>
  <message>
   <source>Drawings (*.svg)</source>
   <translation>Zeichnungen (*.svg)</translation>
  </message>
  <message>
   <source>Export Table</source>
   <translation>Tabelle exportieren</translation>
  </message>
  <message>
   <source>F&amp;ile</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>GeoJSON (*.geojson)</source>
   <translation>GeoJSON (*.geojson)</translation>
  </message>
  <message>
   <source>P&amp;art:</source>
   <translation>&amp;Ausschnitt:</translation>
  </message>
  <message>
   <source>Parquet (keeps all types)</source>
   <translation>Parquet (behält alle Typen)</translation>
  </message>
  <message>
   <source>Pictures (*.png)</source>
   <translation>Bilder (*.png)</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>S&amp;lides:</source>
   <translation>&amp;Schnitte:</translation>
  </message>
  <message>
   <source>Save as</source>
   <translation>Speichern als</translation>
  </message>
  <message>
   <source>Save the Map of {0}</source>
   <translation>Karte von {0} speichern</translation>
  </message>
  <message>
   <source>TSV (tab-separated text)</source>
   <translation>TSV (tabulatorgetrennter Text)</translation>
  </message>
  <message>
   <source>Tables (*.csv *.tsv *.parquet)</source>
   <translation>Tabellen (*.csv *.tsv *.parquet)</translation>
  </message>
  <message>
   <source>The column shown</source>
   <translation>Die angezeigte Spalte</translation>
  </message>
  <message>
   <source>The file is there already, and will be replaced.</source>
   <translation>Die Datei ist schon vorhanden und wird ersetzt.</translation>
  </message>
  <message>
   <source>The whole slide</source>
   <translation>Der ganze Schnitt</translation>
  </message>
  <message>
   <source>There are no such tiles.</source>
   <translation>Solche Kacheln gibt es nicht.</translation>
  </message>
  <message>
   <source>There is no folder {0}.</source>
   <translation>Es gibt keinen Ordner {0}.</translation>
  </message>
  <message>
   <source>This is a folder; give a name for the file.</source>
   <translation>Das ist ein Ordner; geben Sie einen Namen für die Datei an.</translation>
  </message>
  <message>
   <source>This slide, in a file</source>
   <translation>Dieser Schnitt, in eine Datei</translation>
  </message>
  <message>
   <source>Those that are selected</source>
   <translation>Die ausgewählten</translation>
  </message>
  <message>
   <source>What is seen</source>
   <translation>Was zu sehen ist</translation>
  </message>
  <message>
   <source>With name, scale bar and colours &amp;below</source>
   <translation>&amp;Mit Name, Maßstab und Farben darunter</translation>
  </message>
  <message>
   <source>{0} are too many; choose a smaller width.</source>
   <translation>{0} sind zu viel; wählen Sie eine kleinere Breite.</translation>
  </message>
  <message>
   <source>{0} columns shown, in their order</source>
   <translation>{0} angezeigte Spalten, in ihrer Reihenfolge</translation>
  </message>
  <message>
   <source>{0} selected, in their order</source>
   <translation>{0} ausgewählt, in ihrer Reihenfolge</translation>
  </message>
  <message>
   <source>{0} shown, in their order</source>
   <translation>{0} angezeigt, in ihrer Reihenfolge</translation>
  </message>
  <message>
   <source>{0} squares</source>
   <translation>{0} Quadrate</translation>
  </message>
  <message>
   <source>{0} squares.</source>
   <translation>{0} Quadrate.</translation>
  </message>
  <message>
   <source>{0} × {1} pixels</source>
   <translation>{0} × {1} Pixel</translation>
  </message>
  <message>
   <source>{0}, with the values of all columns and the classes of “{1}”.</source>
   <translation>{0}, mit den Werten aller Spalten und den Klassen von „{1}“.</translation>
  </message>
  <message>
   <source>{0}, with the values of all columns.</source>
   <translation>{0}, mit den Werten aller Spalten.</translation>
  </message>
  <message>
   <source>{0}.</source>
   <translation>{0}.</translation>
  </message>
  <message>
   <source>{0}. The locations look divided by ten: in QuPath they will lie at a tenth of where they belong.</source>
   <translation>{0}. Die Positionen scheinen durch zehn geteilt: In QuPath liegen sie bei einem Zehntel ihres richtigen Ortes.</translation>
  </message>
 </context>
 <context>
  <name>FactsModel</name>
  <message>
   <source>The tiles differ in this.</source>
   <translation>Die Kacheln unterscheiden sich hierin.</translation>
  </message>
  <message>
   <source>{0}: {1}</source>
   <translation>{0}: {1}</translation>
  </message>
  <message>
   <source>{0}: {1}, not as A</source>
   <translation>{0}: {1}, anders als A</translation>
  </message>
 </context>
 <context>
  <name>FactsTable</name>
  <message>
   <source>Facts of the tiles, and where they differ</source>
   <translation>Angaben zu den Kacheln und worin sie sich unterscheiden</translation>
  </message>
 </context>
 <context>
  <name>FateModel</name>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>TFRecord kept</source>
   <translation>TFRecord beibehalten</translation>
  </message>
  <message>
   <source>What became of it</source>
   <translation>Was daraus wurde</translation>
  </message>
  <message>
   <source>Where, or why</source>
   <translation>Wo oder warum</translation>
  </message>
  <message>
   <source>left out</source>
   <translation>ausgelassen</translation>
  </message>
  <message>
   <source>no image by its name</source>
   <translation>dem Namen nach kein Bild</translation>
  </message>
  <message>
   <source>was in it already</source>
   <translation>war schon darin</translation>
  </message>
  <message>
   <source>written</source>
   <translation>geschrieben</translation>
  </message>
  <message>
   <source>{0}, record {1}</source>
   <translation>{0}, Datensatz {1}</translation>
  </message>
 </context>
 <context>
  <name>FieldModel</name>
  <message>
   <source>1 step</source>
   <translation>1 Schritt</translation>
  </message>
  <message>
   <source>A feature list of the SequenceExample</source>
   <translation>Eine Feldliste des SequenceExample</translation>
  </message>
  <message>
   <source>A feature of the SequenceExample's context</source>
   <translation>Ein Feld aus dem Kontext des SequenceExample</translation>
  </message>
  <message>
   <source>A step of the feature list “{0}”</source>
   <translation>Ein Schritt der Feldliste „{0}“</translation>
  </message>
  <message>
   <source>Field</source>
   <translation>Feld</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>list</source>
   <translation>Liste</translation>
  </message>
  <message>
   <source>list of {0}</source>
   <translation>Liste von {0}</translation>
  </message>
  <message>
   <source>step {0}</source>
   <translation>Schritt {0}</translation>
  </message>
  <message>
   <source>{0} steps</source>
   <translation>{0} Schritte</translation>
  </message>
 </context>
 <context>
  <name>FieldValue</name>
  <message>
   <source>1 byte</source>
   <translation>1 Byte</translation>
  </message>
  <message>
   <source>1 not finite</source>
   <translation>1 nicht endlich</translation>
  </message>
  <message>
   <source>1 value</source>
   <translation>1 Wert</translation>
  </message>
  <message>
   <source>1 zero</source>
   <translation>1 Null</translation>
  </message>
  <message>
   <source>Each value as 4 bytes, little-endian, as it is stored.</source>
   <translation>Jeder Wert als 4 Byte, Little-Endian, wie gespeichert.</translation>
  </message>
  <message>
   <source>Each value as 8 bytes, little-endian; stored as a varint.</source>
   <translation>Jeder Wert als 8 Byte, Little-Endian; gespeichert als Varint.</translation>
  </message>
  <message>
   <source>JSON, {0} bytes</source>
   <translation>JSON, {0} Byte</translation>
  </message>
  <message>
   <source>No numbers.</source>
   <translation>Keine Zahlen.</translation>
  </message>
  <message>
   <source>The field holds no values.</source>
   <translation>Das Feld enthält keine Werte.</translation>
  </message>
  <message>
   <source>The first {0} of {1} values.</source>
   <translation>Die ersten {0} von {1} Werten.</translation>
  </message>
  <message>
   <source>bytes left over at the end: {0}</source>
   <translation>am Ende übrige Bytes: {0}</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>leer</translation>
  </message>
  <message>
   <source>lines of more than {0} letters are broken</source>
   <translation>Zeilen mit mehr als {0} Zeichen sind umbrochen</translation>
  </message>
  <message>
   <source>mean {0}</source>
   <translation>Mittel {0}</translation>
  </message>
  <message>
   <source>median {0}</source>
   <translation>Median {0}</translation>
  </message>
  <message>
   <source>no type set</source>
   <translation>ohne Typ</translation>
  </message>
  <message>
   <source>not JSON: {0}</source>
   <translation>kein JSON: {0}</translation>
  </message>
  <message>
   <source>not UTF-8 text: what is no letter shows as �</source>
   <translation>kein UTF-8-Text: Was kein Zeichen ist, erscheint als �</translation>
  </message>
  <message>
   <source>sd {0}</source>
   <translation>SD {0}</translation>
  </message>
  <message>
   <source>too long to be laid out as JSON</source>
   <translation>zu lang, um als JSON gegliedert zu werden</translation>
  </message>
  <message>
   <source>{0} bytes</source>
   <translation>{0} Byte</translation>
  </message>
  <message>
   <source>{0} image</source>
   <translation>{0}-Bild</translation>
  </message>
  <message>
   <source>{0} image, {1} × {2} px</source>
   <translation>{0}-Bild, {1} × {2} px</translation>
  </message>
  <message>
   <source>{0} not finite</source>
   <translation>{0} nicht endlich</translation>
  </message>
  <message>
   <source>{0} to {1}</source>
   <translation>{0} bis {1}</translation>
  </message>
  <message>
   <source>{0} values</source>
   <translation>{0} Werte</translation>
  </message>
  <message>
   <source>{0} values, each in a line</source>
   <translation>{0} Werte, einer je Zeile</translation>
  </message>
  <message>
   <source>{0} values, one after the other, each second one in another colour.</source>
   <translation>{0} Werte hintereinander, jeder zweite in anderer Farbe.</translation>
  </message>
  <message>
   <source>{0} zeros</source>
   <translation>{0} Nullen</translation>
  </message>
  <message>
   <source>{0}, {1} bytes</source>
   <translation>{0}, {1} Byte</translation>
  </message>
  <message>
   <source>… {0} more</source>
   <translation>… {0} weitere</translation>
  </message>
 </context>
 <context>
  <name>FieldsView</name>
  <message>
   <source>Fields of the record</source>
   <translation>Felder des Datensatzes</translation>
  </message>
 </context>
 <context>
  <name>Figures</name>
  <message>
   <source>-infinity</source>
   <translation>-unendlich</translation>
  </message>
  <message>
   <source>1 TFRecord</source>
   <translation>1 TFRecord</translation>
  </message>
  <message>
   <source>1 image</source>
   <translation>1 Bild</translation>
  </message>
  <message>
   <source>1 record</source>
   <translation>1 Datensatz</translation>
  </message>
  <message>
   <source>1 slide</source>
   <translation>1 Schnitt</translation>
  </message>
  <message>
   <source>infinity</source>
   <translation>unendlich</translation>
  </message>
  <message>
   <source>less than a second</source>
   <translation>weniger als eine Sekunde</translation>
  </message>
  <message>
   <source>not a number</source>
   <translation>keine Zahl</translation>
  </message>
  <message>
   <source>{0} TFRecords</source>
   <translation>{0} TFRecords</translation>
  </message>
  <message>
   <source>{0} days</source>
   <translation>{0} Tage</translation>
  </message>
  <message>
   <source>{0} h</source>
   <translation>{0} h</translation>
  </message>
  <message>
   <source>{0} h {1} min</source>
   <translation>{0} h {1} min</translation>
  </message>
  <message>
   <source>{0} images</source>
   <translation>{0} Bilder</translation>
  </message>
  <message>
   <source>{0} images/s</source>
   <translation>{0} Bilder/s</translation>
  </message>
  <message>
   <source>{0} min</source>
   <translation>{0} min</translation>
  </message>
  <message>
   <source>{0} min {1} s</source>
   <translation>{0} min {1} s</translation>
  </message>
  <message>
   <source>{0} records</source>
   <translation>{0} Datensätze</translation>
  </message>
  <message>
   <source>{0} s</source>
   <translation>{0} s</translation>
  </message>
  <message>
   <source>{0} slides</source>
   <translation>{0} Schnitte</translation>
  </message>
  <message>
   <source>“{0}”</source>
   <translation>„{0}“</translation>
  </message>
 </context>
 <context>
  <name>FiguresPopover</name>
  <message>
   <source>Add to Filter</source>
   <translation>Filter ergänzen</translation>
  </message>
  <message>
   <source>Condition copied</source>
   <translation>Bedingung kopiert</translation>
  </message>
  <message>
   <source>Copy Condition</source>
   <translation>Bedingung kopieren</translation>
  </message>
  <message>
   <source>Drag over the bars, or say what is asked for.</source>
   <translation>Über die Balken ziehen oder angeben, was gesucht ist.</translation>
  </message>
  <message>
   <source>Figures of “{0}”</source>
   <translation>Kennzahlen von „{0}“</translation>
  </message>
  <message>
   <source>No numbers</source>
   <translation>Keine Zahlen</translation>
  </message>
  <message>
   <source>Replace Filter</source>
   <translation>Filter ersetzen</translation>
  </message>
  <message>
   <source>Tick values, or say what is asked for.</source>
   <translation>Werte ankreuzen oder angeben, was gesucht ist.</translation>
  </message>
  <message>
   <source>{0} of {1} would be shown ({2})</source>
   <translation>Ergibt {0} von {1} ({2})</translation>
  </message>
  <message>
   <source>{0} selected</source>
   <translation>{0} ausgewählt</translation>
  </message>
  <message>
   <source>{0} shown</source>
   <translation>{0} angezeigt</translation>
  </message>
 </context>
 <context>
  <name>FiguresStrip</name>
  <message>
   <source>Figures of the current column</source>
   <translation>Kennzahlen der aktuellen Spalte</translation>
  </message>
  <message>
   <source>Figures of the current column; click for all of them (Alt+Down)</source>
   <translation>Kennzahlen der aktuellen Spalte; Klick zeigt alle (Alt+Herunter)</translation>
  </message>
 </context>
 <context>
  <name>FileModel</name>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <source>TFRecord</source>
   <translation>TFRecord</translation>
  </message>
  <message>
   <source>Tiles</source>
   <translation>Kacheln</translation>
  </message>
  <message>
   <source>not finished</source>
   <translation>nicht fertig</translation>
  </message>
  <message>
   <source>nothing to write</source>
   <translation>nichts zu schreiben</translation>
  </message>
  <message>
   <source>waiting</source>
   <translation>wartet</translation>
  </message>
  <message>
   <source>was there</source>
   <translation>war vorhanden</translation>
  </message>
  <message>
   <source>writing, {0} %</source>
   <translation>wird geschrieben, {0} %</translation>
  </message>
  <message>
   <source>written</source>
   <translation>geschrieben</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
  <message>
   <source>“{0}” of the annotations</source>
   <translation>„{0}“ aus den Annotationen</translation>
  </message>
 </context>
 <context>
  <name>FileState</name>
  <message>
   <source>damaged</source>
   <translation>beschädigt</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>leer</translation>
  </message>
  <message>
   <source>loading</source>
   <translation>wird geladen</translation>
  </message>
  <message>
   <source>not a TFRecord</source>
   <translation>kein TFRecord</translation>
  </message>
  <message>
   <source>ok</source>
   <translation>ok</translation>
  </message>
  <message>
   <source>stale count</source>
   <translation>veraltete Anzahl</translation>
  </message>
  <message>
   <source>stale index</source>
   <translation>veralteter Index</translation>
  </message>
  <message>
   <source>unreadable</source>
   <translation>unlesbar</translation>
  </message>
  <message>
   <source>warning</source>
   <translation>Warnung</translation>
  </message>
 </context>
 <context>
  <name>FileTable</name>
  <message>
   <source>TFRecords of this build</source>
   <translation>TFRecords dieser Erstellung</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
 </context>
 <context>
  <name>FilesView</name>
  <message>
   <source>Files of the dataset</source>
   <translation>Dateien des Datenbestands</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Zustand</translation>
  </message>
 </context>
 <context>
  <name>FilterLine</name>
  <message>
   <source>Copy Condition</source>
   <translation>Bedingung kopieren</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Filter: slide = 'A' AND x &gt; 20000</source>
   <translation>Filter: slide = 'A' AND x &gt; 20000</translation>
  </message>
  <message>
   <source>Filters Applied Before</source>
   <translation>Zuletzt angewendete Filter</translation>
  </message>
  <message>
   <source>Filters Kept</source>
   <translation>Gemerkte Filter</translation>
  </message>
  <message>
   <source>Filters applied before (Alt+Down)</source>
   <translation>Zuletzt angewendete Filter (Alt+Herunter)</translation>
  </message>
  <message>
   <source>Filters kept under a name</source>
   <translation>Unter einem Namen gemerkte Filter</translation>
  </message>
  <message>
   <source>Keep This Filter…</source>
   <translation>Diesen Filter merken…</translation>
  </message>
  <message>
   <source>Show only the records that fulfil a condition, as in SQL. Return applies it, Esc goes back to the views (Ctrl+F).</source>
   <translation>Nur Datensätze anzeigen, die eine Bedingung wie in SQL erfüllen. Eingabe wendet sie an, Esc führt zurück zu den Ansichten (Strg+F).</translation>
  </message>
 </context>
 <context>
  <name>FilterMenus</name>
  <message>
   <source>Copy Condition</source>
   <translation>Bedingung kopieren</translation>
  </message>
  <message>
   <source>Drop</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Keep Filter</source>
   <translation>Filter merken</translation>
  </message>
  <message>
   <source>Keep This Filter…</source>
   <translation>Diesen Filter merken…</translation>
  </message>
  <message>
   <source>Name of the filter:</source>
   <translation>Name des Filters:</translation>
  </message>
  <message>
   <source>No filter is kept yet</source>
   <translation>Noch kein Filter gemerkt</translation>
  </message>
  <message>
   <source>No filter was applied yet</source>
   <translation>Noch kein Filter angewendet</translation>
  </message>
  <message>
   <source>Show Every Record</source>
   <translation>Alle Datensätze anzeigen</translation>
  </message>
  <message>
   <source>{0}  (here is no column {1})</source>
   <translation>{0}  (hier gibt es keine Spalte {1})</translation>
  </message>
 </context>
 <context>
  <name>FindBar</name>
  <message>
   <source>Close (Escape)</source>
   <translation>Schließen (Esc)</translation>
  </message>
  <message>
   <source>Next (Return)</source>
   <translation>Nächster Treffer (Eingabe)</translation>
  </message>
  <message>
   <source>Previous (Shift+Return)</source>
   <translation>Vorheriger Treffer (Umschalt+Eingabe)</translation>
  </message>
 </context>
 <context>
  <name>FindingBanner</name>
  <message>
   <source>Findings of this tile</source>
   <translation>Befunde zu dieser Kachel</translation>
  </message>
  <message>
   <source>Shown is what could be decoded of it; the rest is made up.</source>
   <translation>Gezeigt ist, was sich dekodieren ließ; der Rest ist aufgefüllt.</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>und {0} weitere</translation>
  </message>
 </context>
 <context>
  <name>FindingDetail</name>
  <message>
   <source>A filter hides this record.</source>
   <translation>Ein Filter blendet diesen Datensatz aus.</translation>
  </message>
  <message>
   <source>Byte</source>
   <translation>Byte</translation>
  </message>
  <message>
   <source>Click a finding to go there, and to read it here in full.</source>
   <translation>Klicken Sie auf einen Befund, um dorthin zu gehen und ihn hier vollständig zu lesen.</translation>
  </message>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>The finding in full</source>
   <translation>Der vollständige Befund</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>Abhilfe</translation>
  </message>
 </context>
 <context>
  <name>FindingList</name>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
 </context>
 <context>
  <name>FindingModel</name>
  <message>
   <source>, byte {0}</source>
   <translation>, Byte {0}</translation>
  </message>
  <message>
   <source>, record {0}</source>
   <translation>, Datensatz {0}</translation>
  </message>
  <message>
   <source>Byte {0}</source>
   <translation>Byte {0}</translation>
  </message>
  <message>
   <source>Record {0}</source>
   <translation>Datensatz {0}</translation>
  </message>
  <message>
   <source>Severity</source>
   <translation>Schwere</translation>
  </message>
  <message>
   <source>The dataset as a whole</source>
   <translation>Der Datenbestand als Ganzes</translation>
  </message>
  <message>
   <source>The file</source>
   <translation>Die Datei</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>Wo</translation>
  </message>
 </context>
 <context>
  <name>FindingTable</name>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
 </context>
 <context>
  <name>Findings</name>
  <message>
   <source>1 error</source>
   <translation>1 Fehler</translation>
  </message>
  <message>
   <source>1 finding</source>
   <translation>1 Befund</translation>
  </message>
  <message>
   <source>1 note</source>
   <translation>1 Hinweis</translation>
  </message>
  <message>
   <source>1 warning</source>
   <translation>1 Warnung</translation>
  </message>
  <message>
   <source>Annotations</source>
   <translation>Annotationen</translation>
  </message>
  <message>
   <source>Checksum of a length</source>
   <translation>Prüfsumme einer Länge</translation>
  </message>
  <message>
   <source>Checksum of a payload</source>
   <translation>Prüfsumme von Nutzdaten</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy the finding as text: what, where and what to do</source>
   <translation>Den Befund als Text kopieren: was, wo und Abhilfe</translation>
  </message>
  <message>
   <source>Damaged compression</source>
   <translation>Beschädigte Kompression</translation>
  </message>
  <message>
   <source>Damaged stretch</source>
   <translation>Beschädigter Abschnitt</translation>
  </message>
  <message>
   <source>Empty file</source>
   <translation>Leere Datei</translation>
  </message>
  <message>
   <source>Equal tiles</source>
   <translation>Gleiche Kacheln</translation>
  </message>
  <message>
   <source>Error</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Errors</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <source>Extraction report</source>
   <translation>Extraktionsbericht</translation>
  </message>
  <message>
   <source>File changed while open</source>
   <translation>Geöffnete Datei verändert</translation>
  </message>
  <message>
   <source>File cut short</source>
   <translation>Abgeschnittene Datei</translation>
  </message>
  <message>
   <source>Filter: show only the tiles that the rule picks out of this slide</source>
   <translation>Filtern: nur die Kacheln dieses Schnitts zeigen, auf die die Regel zutrifft</translation>
  </message>
  <message>
   <source>Flagged with another picture</source>
   <translation>Mit anderem Bild markiert</translation>
  </message>
  <message>
   <source>Flags not imported</source>
   <translation>Nicht eingelesene Markierungen</translation>
  </message>
  <message>
   <source>Further findings, counted</source>
   <translation>Weitere Befunde, gezählt</translation>
  </message>
  <message>
   <source>Garbage at the end</source>
   <translation>Datenmüll am Ende</translation>
  </message>
  <message>
   <source>Git-LFS pointer</source>
   <translation>Git-LFS-Zeiger</translation>
  </message>
  <message>
   <source>Index not written</source>
   <translation>Index nicht geschrieben</translation>
  </message>
  <message>
   <source>Index of another file</source>
   <translation>Index einer anderen Datei</translation>
  </message>
  <message>
   <source>Locations divided by ten</source>
   <translation>Durch zehn geteilte Positionen</translation>
  </message>
  <message>
   <source>Metric beyond a line</source>
   <translation>Messwert jenseits einer Schwelle</translation>
  </message>
  <message>
   <source>Missing field</source>
   <translation>Fehlendes Feld</translation>
  </message>
  <message>
   <source>Missing file</source>
   <translation>Fehlende Datei</translation>
  </message>
  <message>
   <source>Mixed image formats</source>
   <translation>Gemischte Bildformate</translation>
  </message>
  <message>
   <source>Nearly equal tiles</source>
   <translation>Fast gleiche Kacheln</translation>
  </message>
  <message>
   <source>No location</source>
   <translation>Keine Position</translation>
  </message>
  <message>
   <source>Not a TFRecord</source>
   <translation>Kein TFRecord</translation>
  </message>
  <message>
   <source>Not an Example</source>
   <translation>Kein Example</translation>
  </message>
  <message>
   <source>Not annotated</source>
   <translation>Nicht annotiert</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Hinweis</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Hinweise</translation>
  </message>
  <message>
   <source>Odd image size</source>
   <translation>Abweichende Bildgröße</translation>
  </message>
  <message>
   <source>Off the grid</source>
   <translation>Abseits des Gitters</translation>
  </message>
  <message>
   <source>On both sides of a split</source>
   <translation>Auf beiden Seiten einer Aufteilung</translation>
  </message>
  <message>
   <source>Open the folder that the file lies in</source>
   <translation>Den Ordner öffnen, in dem die Datei liegt</translation>
  </message>
  <message>
   <source>Opening {0} with {1} looked at their framing, indices and fields; the checksums of the payloads were not looked at.</source>
   <translation>Beim Öffnen ({0}, {1}) wurden Rahmen, Indizes und Felder angesehen, die Prüfsummen der Nutzdaten nicht.</translation>
  </message>
  <message>
   <source>Project</source>
   <translation>Projekt</translation>
  </message>
  <message>
   <source>Rebuild Indices…</source>
   <translation>Indizes neu erstellen…</translation>
  </message>
  <message>
   <source>Salvage…</source>
   <translation>Retten…</translation>
  </message>
  <message>
   <source>Same location twice</source>
   <translation>Position doppelt</translation>
  </message>
  <message>
   <source>Same slide twice</source>
   <translation>Schnitt doppelt</translation>
  </message>
  <message>
   <source>Same tiles in two files</source>
   <translation>Gleiche Kacheln in zwei Dateien</translation>
  </message>
  <message>
   <source>Save every whole record of the file to a new one</source>
   <translation>Jeden unversehrten Datensatz der Datei in eine neue speichern</translation>
  </message>
  <message>
   <source>Select All of This Kind</source>
   <translation>Alle dieser Art auswählen</translation>
  </message>
  <message>
   <source>Select every record that has a finding of this kind</source>
   <translation>Jeden Datensatz mit einem Befund dieser Art auswählen</translation>
  </message>
  <message>
   <source>Show It</source>
   <translation>Anzeigen</translation>
  </message>
  <message>
   <source>Show Its Tiles</source>
   <translation>Kacheln zeigen</translation>
  </message>
  <message>
   <source>Show in Folder</source>
   <translation>Im Ordner anzeigen</translation>
  </message>
  <message>
   <source>Slide of another name</source>
   <translation>Schnitt anderen Namens</translation>
  </message>
  <message>
   <source>Slide without tiles</source>
   <translation>Schnitt ohne Kacheln</translation>
  </message>
  <message>
   <source>Slideflow would delete the file</source>
   <translation>Slideflow würde die Datei löschen</translation>
  </message>
  <message>
   <source>Stale count in the manifest</source>
   <translation>Veraltete Anzahl im Manifest</translation>
  </message>
  <message>
   <source>Stale index</source>
   <translation>Veralteter Index</translation>
  </message>
  <message>
   <source>Store of the review</source>
   <translation>Ablage der Durchsicht</translation>
  </message>
  <message>
   <source>Take back the filter that hides the record</source>
   <translation>Den Filter zurücknehmen, der den Datensatz ausblendet</translation>
  </message>
  <message>
   <source>Undecodable image</source>
   <translation>Nicht dekodierbares Bild</translation>
  </message>
  <message>
   <source>Unfinished build</source>
   <translation>Unfertige Erstellung</translation>
  </message>
  <message>
   <source>Unfinished slide</source>
   <translation>Unfertiger Schnitt</translation>
  </message>
  <message>
   <source>Unreadable file</source>
   <translation>Unlesbare Datei</translation>
  </message>
  <message>
   <source>Unreadable index</source>
   <translation>Unlesbarer Index</translation>
  </message>
  <message>
   <source>Unusual end of the file name</source>
   <translation>Ungewöhnliche Endung des Dateinamens</translation>
  </message>
  <message>
   <source>Warning</source>
   <translation>Warnung</translation>
  </message>
  <message>
   <source>Warnings</source>
   <translation>Warnungen</translation>
  </message>
  <message>
   <source>Write the indices anew, once you have seen which</source>
   <translation>Die Indizes neu schreiben, nachdem Sie gesehen haben, welche</translation>
  </message>
  <message>
   <source>Wrong field</source>
   <translation>Falsches Feld</translation>
  </message>
  <message>
   <source>{0} errors</source>
   <translation>{0} Fehler</translation>
  </message>
  <message>
   <source>{0} findings</source>
   <translation>{0} Befunde</translation>
  </message>
  <message>
   <source>{0} notes</source>
   <translation>{0} Hinweise</translation>
  </message>
  <message>
   <source>{0} of them were verified so far.</source>
   <translation>Davon bisher geprüft: {0}.</translation>
  </message>
  <message>
   <source>{0} warnings</source>
   <translation>{0} Warnungen</translation>
  </message>
  <message>
   <source>{0} with {1} were verified: framing, checksums, Examples and locations of every record, and every image decoded whole.</source>
   <translation>{0}, {1} geprüft: Rahmen, Prüfsummen, Examples und Positionen jedes Datensatzes; jedes Bild wurde ganz dekodiert.</translation>
  </message>
  <message>
   <source>{0} with {1} were verified: framing, checksums, Examples and locations of every record, and the head of every image.</source>
   <translation>{0}, {1} geprüft: Rahmen, Prüfsummen, Examples und Positionen jedes Datensatzes sowie der Kopf jedes Bildes.</translation>
  </message>
 </context>
 <context>
  <name>FindingsBar</name>
  <message>
   <source>C&amp;opy the List</source>
   <translation>Liste &amp;kopieren</translation>
  </message>
  <message>
   <source>Find in the list</source>
   <translation>In der Liste suchen</translation>
  </message>
  <message>
   <source>Group by</source>
   <translation>Gruppieren nach</translation>
  </message>
  <message>
   <source>Group findings by</source>
   <translation>Befunde gruppieren nach</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <source>Next finding (F8)</source>
   <translation>Nächster Befund (F8)</translation>
  </message>
  <message>
   <source>No groups</source>
   <translation>Keine Gruppen</translation>
  </message>
  <message>
   <source>Only findings of {0} are listed; click to list those of all slides</source>
   <translation>Nur Befunde zu {0} stehen hier; klicken, um die aller Schnitte zu sehen</translation>
  </message>
  <message>
   <source>Previous finding (Shift+F8)</source>
   <translation>Vorheriger Befund (Umschalt+F8)</translation>
  </message>
  <message>
   <source>Save as &amp;CSV…</source>
   <translation>Als &amp;CSV speichern…</translation>
  </message>
  <message>
   <source>Save as &amp;JSON…</source>
   <translation>Als &amp;JSON speichern…</translation>
  </message>
  <message>
   <source>Save or copy the findings listed</source>
   <translation>Die aufgelisteten Befunde speichern oder kopieren</translation>
  </message>
  <message>
   <source>Severity</source>
   <translation>Schwere</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>What the findings are grouped by</source>
   <translation>Wonach die Befunde gruppiert sind</translation>
  </message>
  <message>
   <source>Words of the findings to list</source>
   <translation>Wörter der aufzulistenden Befunde</translation>
  </message>
  <message>
   <source>{0}, left out</source>
   <translation>{0}, ausgelassen</translation>
  </message>
  <message>
   <source>{0}; click to leave them out</source>
   <translation>{0}; zum Auslassen klicken</translation>
  </message>
 </context>
 <context>
  <name>FindingsCommands</name>
  <message>
   <source>The folder is {0}</source>
   <translation>Der Ordner ist {0}</translation>
  </message>
 </context>
 <context>
  <name>FindingsPanel</name>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
 </context>
 <context>
  <name>FindingsView</name>
  <message>
   <source>Finding copied</source>
   <translation>Befund kopiert</translation>
  </message>
  <message>
   <source>Finding {0} of {1}: {2}</source>
   <translation>Befund {0} von {1}: {2}</translation>
  </message>
  <message>
   <source>List All</source>
   <translation>Alle auflisten</translation>
  </message>
  <message>
   <source>No finding is listed</source>
   <translation>Kein Befund aufgelistet</translation>
  </message>
  <message>
   <source>No finding is listed: the list is narrowed</source>
   <translation>Kein Befund aufgelistet: Die Liste ist eingeschränkt</translation>
  </message>
  <message>
   <source>Nothing wrong found</source>
   <translation>Nichts zu beanstanden</translation>
  </message>
  <message>
   <source>Nothing wrong found so far</source>
   <translation>Bisher nichts zu beanstanden</translation>
  </message>
  <message>
   <source>Nothing wrong was found so far</source>
   <translation>Bisher nichts zu beanstanden</translation>
  </message>
  <message>
   <source>Open a dataset to see what is wrong with it</source>
   <translation>Öffnen Sie einen Datenbestand, um zu sehen, was daran zu beanstanden ist</translation>
  </message>
  <message>
   <source>Save the findings listed</source>
   <translation>Aufgelistete Befunde speichern</translation>
  </message>
  <message>
   <source>The dataset is still being read</source>
   <translation>Der Datenbestand wird noch gelesen</translation>
  </message>
  <message>
   <source>Verify</source>
   <translation>Prüfen</translation>
  </message>
  <message>
   <source>{0} are left out by the switches and words above.</source>
   <translation>{0} durch die Schalter und Suchwörter oben ausgelassen.</translation>
  </message>
  <message>
   <source>{0} cannot be written: {1}</source>
   <translation>{0} lässt sich nicht schreiben: {1}</translation>
  </message>
  <message>
   <source>{0} copied</source>
   <translation>{0} kopiert</translation>
  </message>
  <message>
   <source>{0} saved in {1}</source>
   <translation>{0} in {1} gespeichert</translation>
  </message>
  <message>
   <source>{0} selected</source>
   <translation>{0} ausgewählt</translation>
  </message>
 </context>
 <context>
  <name>FlagExchange</name>
  <message>
   <source>Comparing readers</source>
   <translation>Befunder werden verglichen</translation>
  </message>
  <message>
   <source>Export flags</source>
   <translation>Markierungen exportieren</translation>
  </message>
  <message>
   <source>Flags (*.csv *.json *.parquet)</source>
   <translation>Markierungen (*.csv *.json *.parquet)</translation>
  </message>
  <message>
   <source>Flags and notes taken from {1}: {0}, of which new: {2}.</source>
   <translation>Markierungen und Notizen aus {1} übernommen: {0}, davon neu: {2}.</translation>
  </message>
  <message>
   <source>Flags and notes written to {1}: {0}.</source>
   <translation>Markierungen und Notizen nach {1} geschrieben: {0}.</translation>
  </message>
  <message>
   <source>Import flags</source>
   <translation>Markierungen importieren</translation>
  </message>
  <message>
   <source>Left out, of tiles that are not here: {0}.</source>
   <translation>Ausgelassen, da die Kacheln nicht hier sind: {0}.</translation>
  </message>
  <message>
   <source>Left out, since they do not tell of which tile: {0}.</source>
   <translation>Ausgelassen, da die Kachel nicht genannt ist: {0}.</translation>
  </message>
  <message>
   <source>Nobody else has flagged these tiles.</source>
   <translation>Niemand sonst hat diese Kacheln markiert.</translation>
  </message>
  <message>
   <source>Taking flags</source>
   <translation>Markierungen werden übernommen</translation>
  </message>
  <message>
   <source>The flags could not be used</source>
   <translation>Die Markierungen konnten nicht verwendet werden</translation>
  </message>
  <message>
   <source>Writing flags</source>
   <translation>Markierungen werden geschrieben</translation>
  </message>
 </context>
 <context>
  <name>Flags</name>
  <message>
   <source>keep</source>
   <translation>behalten</translation>
  </message>
  <message>
   <source>reject</source>
   <translation>verwerfen</translation>
  </message>
  <message>
   <source>unsure</source>
   <translation>unsicher</translation>
  </message>
 </context>
 <context>
  <name>Fold</name>
  <message>
   <source>closed</source>
   <translation>zugeklappt</translation>
  </message>
  <message>
   <source>open</source>
   <translation>aufgeklappt</translation>
  </message>
 </context>
 <context>
  <name>FoundPage</name>
  <message>
   <source>&amp;Problems</source>
   <translation>&amp;Probleme</translation>
  </message>
  <message>
   <source>&amp;Problems ({0})</source>
   <translation>&amp;Probleme ({0})</translation>
  </message>
  <message>
   <source>&amp;Slides</source>
   <translation>&amp;Schnitte</translation>
  </message>
  <message>
   <source>&amp;Slides ({0})</source>
   <translation>&amp;Schnitte ({0})</translation>
  </message>
  <message>
   <source>Each line is a slide. Look whether they are what you expect, and what is left out.</source>
   <translation>Jede Zeile ist ein Schnitt. Prüfen Sie, ob es die erwarteten sind und was ausgelassen wird.</translation>
  </message>
  <message>
   <source>How folders become slides, and slides TFRecords</source>
   <translation>Wie aus Ordnern Schnitte und aus Schnitten TFRecords werden</translation>
  </message>
  <message>
   <source>La&amp;yout</source>
   <translation>An&amp;ordnung</translation>
  </message>
  <message>
   <source>Layout</source>
   <translation>Anordnung</translation>
  </message>
  <message>
   <source>Recognise by itself</source>
   <translation>Automatisch erkennen</translation>
  </message>
  <message>
   <source>Recognised: {0}</source>
   <translation>Erkannt: {0}</translation>
  </message>
  <message>
   <source>What was found</source>
   <translation>Was gefunden wurde</translation>
  </message>
  <message>
   <source>each folder is a slide</source>
   <translation>jeder Ordner ist ein Schnitt</translation>
  </message>
  <message>
   <source>each folder is a slide, all in one TFRecord</source>
   <translation>jeder Ordner ist ein Schnitt, alle in einem TFRecord</translation>
  </message>
  <message>
   <source>the folder is one slide</source>
   <translation>der Ordner ist ein Schnitt</translation>
  </message>
  <message>
   <source>the names of the images tell the slides</source>
   <translation>die Namen der Bilder nennen die Schnitte</translation>
  </message>
  <message>
   <source>the sheet tells the slides</source>
   <translation>die Tabelle nennt die Schnitte</translation>
  </message>
  <message>
   <source>{0} in {1}</source>
   <translation>{0} in {1}</translation>
  </message>
 </context>
 <context>
  <name>GroupModel</name>
  <message>
   <source>(none)</source>
   <translation>(ohne)</translation>
  </message>
  <message>
   <source>Bar</source>
   <translation>Balken</translation>
  </message>
  <message>
   <source>Drawn</source>
   <translation>Gezogen</translation>
  </message>
  <message>
   <source>How many of its tiles are drawn at least once. Sort by it</source>
   <translation>Wie viele der Kacheln mindestens einmal gezogen werden. Danach sortieren</translation>
  </message>
  <message>
   <source>Patient</source>
   <translation>Patient</translation>
  </message>
  <message>
   <source>Ratio</source>
   <translation>Verhältnis</translation>
  </message>
  <message>
   <source>Seen</source>
   <translation>Gesehen</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>Sort by name</source>
   <translation>Nach Namen sortieren</translation>
  </message>
  <message>
   <source>Sort by the share of the draws</source>
   <translation>Nach dem Anteil an den Ziehungen sortieren</translation>
  </message>
  <message>
   <source>TFRecord</source>
   <translation>TFRecord</translation>
  </message>
  <message>
   <source>The share of the draws as compared with the share of the tiles. Sort by it; unsorted, the groups that differ most come first</source>
   <translation>Der Anteil an den Ziehungen im Vergleich zum Anteil an den Kacheln. Danach sortieren; unsortiert stehen die Gruppen mit der größten Abweichung zuerst</translation>
  </message>
  <message>
   <source>The share of the draws. Sort by it</source>
   <translation>Der Anteil an den Ziehungen. Danach sortieren</translation>
  </message>
  <message>
   <source>each {0} times</source>
   <translation>jede {0}-mal</translation>
  </message>
  <message>
   <source>each {0} to {1} times</source>
   <translation>jede {0}- bis {1}-mal</translation>
  </message>
  <message>
   <source>{0} of its tiles seen: {1}</source>
   <translation>{0} der Kacheln gesehen: {1}</translation>
  </message>
  <message>
   <source>{0} of the draws on average</source>
   <translation>{0} der Ziehungen im Mittel</translation>
  </message>
  <message>
   <source>{0} of them here: {1} draws</source>
   <translation>{0} davon hier: {1} Ziehungen</translation>
  </message>
  <message>
   <source>{0} tiles left by clip and shard</source>
   <translation>{0} Kacheln nach Kappung und Teil übrig</translation>
  </message>
  <message>
   <source>{0} tiles, {1} of all</source>
   <translation>{0} Kacheln, {1} von allen</translation>
  </message>
  <message>
   <source>{0}: {1} of the draws, {2} of the tiles</source>
   <translation>{0}: {1} der Ziehungen, {2} der Kacheln</translation>
  </message>
 </context>
 <context>
  <name>GroupTable</name>
  <message>
   <source>What is drawn of each</source>
   <translation>Was von jeder Gruppe gezogen wird</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
 </context>
 <context>
  <name>HistogramView</name>
  <message>
   <source>From {0} to {1}; chosen from {2} to {3}</source>
   <translation>Von {0} bis {1}; gewählt von {2} bis {3}</translation>
  </message>
  <message>
   <source>Histogram</source>
   <translation>Histogramm</translation>
  </message>
  <message>
   <source>{0} to {1}: {2} records</source>
   <translation>{0} bis {1}: {2} Datensätze</translation>
  </message>
  <message>
   <source>{0}: {1} records</source>
   <translation>{0}: {1} Datensätze</translation>
  </message>
 </context>
 <context>
  <name>History</name>
  <message>
   <source>&amp;Redo</source>
   <translation>&amp;Wiederherstellen</translation>
  </message>
  <message>
   <source>&amp;Redo Filter</source>
   <translation>Filter &amp;wiederherstellen</translation>
  </message>
  <message>
   <source>&amp;Redo Flag</source>
   <translation>Markierung &amp;wiederherstellen</translation>
  </message>
  <message>
   <source>&amp;Redo Selection</source>
   <translation>Auswahl &amp;wiederherstellen</translation>
  </message>
  <message>
   <source>&amp;Redo Sorting</source>
   <translation>Sortierung &amp;wiederherstellen</translation>
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <source>&amp;Undo Filter</source>
   <translation>Filter &amp;rückgängig machen</translation>
  </message>
  <message>
   <source>&amp;Undo Flag</source>
   <translation>Markierung &amp;rückgängig machen</translation>
  </message>
  <message>
   <source>&amp;Undo Selection</source>
   <translation>Auswahl &amp;rückgängig machen</translation>
  </message>
  <message>
   <source>&amp;Undo Sorting</source>
   <translation>Sortierung &amp;rückgängig machen</translation>
  </message>
  <message>
   <source>Done again: {0}</source>
   <translation>Wiederholt: {0}</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Flag</source>
   <translation>Markierung</translation>
  </message>
  <message>
   <source>Selection</source>
   <translation>Auswahl</translation>
  </message>
  <message>
   <source>Sorting</source>
   <translation>Sortierung</translation>
  </message>
  <message>
   <source>Undone: {0}</source>
   <translation>Rückgängig gemacht: {0}</translation>
  </message>
 </context>
 <context>
  <name>HoverCard</name>
  <message>
   <source>Flag</source>
   <translation>Markierung</translation>
  </message>
  <message>
   <source>Location</source>
   <translation>Position</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>und {0} weitere</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>not read yet</source>
   <translation>noch nicht gelesen</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>{0} bytes</source>
   <translation>{0} Byte</translation>
  </message>
 </context>
 <context>
  <name>ImageOptions</name>
  <message>
   <source>&amp;Names</source>
   <translation>&amp;Namen</translation>
  </message>
  <message>
   <source>Names of the images</source>
   <translation>Namen der Bilder</translation>
  </message>
  <message>
   <source>No record has a field “{0}”. There are: {1}.</source>
   <translation>Kein Datensatz hat ein Feld „{0}“. Vorhanden: {1}.</translation>
  </message>
  <message>
   <source>Such as {0}</source>
   <translation>Zum Beispiel {0}</translation>
  </message>
  <message>
   <source>With them</source>
   <translation>Dazu</translation>
  </message>
  <message>
   <source>{0}, a line an &amp;image</source>
   <translation>{0}, eine Zeile je &amp;Bild</translation>
  </message>
  <message>
   <source>{slide}, {x}, {y}, {record}, {file} and every field of one value stand for those of the record; {x:06} fills up with zeros; / begins a folder</source>
   <translation>{slide}, {x}, {y}, {record}, {file} und jedes Feld mit nur einem Wert stehen für die Werte des Datensatzes; {x:06} füllt mit Nullen auf; / beginnt einen Ordner</translation>
  </message>
 </context>
 <context>
  <name>IndexWriting</name>
  <message>
   <source>1 file is damaged or compressed and keeps its index in the cache.</source>
   <translation>1 Datei ist beschädigt oder komprimiert und behält ihren Index im Cache.</translation>
  </message>
  <message>
   <source>1 index was written</source>
   <translation>1 Index wurde geschrieben</translation>
  </message>
  <message>
   <source>Every TFRecord here has its index already.</source>
   <translation>Jeder TFRecord hier hat bereits einen Index.</translation>
  </message>
  <message>
   <source>Indices that are there are replaced. The TFRecords themselves are not changed.</source>
   <translation>Vorhandene Indizes werden ersetzt. Die TFRecords selbst werden nicht geändert.</translation>
  </message>
  <message>
   <source>No TFRecord here can have an index.</source>
   <translation>Kein TFRecord hier kann einen Index haben.</translation>
  </message>
  <message>
   <source>Rebuild Indices</source>
   <translation>Indizes neu erstellen</translation>
  </message>
  <message>
   <source>Save Indices</source>
   <translation>Indizes speichern</translation>
  </message>
  <message>
   <source>The TFRecords themselves are not changed, and an index that is there already is kept.</source>
   <translation>Die TFRecords selbst werden nicht geändert, und vorhandene Indizes bleiben erhalten.</translation>
  </message>
  <message>
   <source>The indices could not be written</source>
   <translation>Die Indizes konnten nicht geschrieben werden</translation>
  </message>
  <message>
   <source>They are named like {0} and go to</source>
   <translation>Sie heißen wie {0} und kommen nach</translation>
  </message>
  <message>
   <source>Write {0} index file anew?</source>
   <translation>{0} Indexdatei neu schreiben?</translation>
  </message>
  <message>
   <source>Write {0} index file beside its TFRecord?</source>
   <translation>{0} Indexdatei neben dem TFRecord schreiben?</translation>
  </message>
  <message>
   <source>Write {0} index files anew?</source>
   <translation>{0} Indexdateien neu schreiben?</translation>
  </message>
  <message>
   <source>Write {0} index files beside their TFRecords?</source>
   <translation>{0} Indexdateien neben den TFRecords schreiben?</translation>
  </message>
  <message>
   <source>and {0} more folders</source>
   <translation>und {0} weitere Ordner</translation>
  </message>
  <message>
   <source>{0} could not be written</source>
   <translation>nicht geschrieben: {0}</translation>
  </message>
  <message>
   <source>{0} files are damaged or compressed and keep their index in the cache.</source>
   <translation>{0} Dateien sind beschädigt oder komprimiert und behalten ihren Index im Cache.</translation>
  </message>
  <message>
   <source>{0} files are damaged or compressed and keep theirs in the cache.</source>
   <translation>{0} Dateien sind beschädigt oder komprimiert und behalten ihren im Cache.</translation>
  </message>
  <message>
   <source>{0} indices were written</source>
   <translation>{0} Indizes wurden geschrieben</translation>
  </message>
 </context>
 <context>
  <name>Inspector</name>
  <message>
   <source>Choose a record to see all that it holds.</source>
   <translation>Wählen Sie einen Datensatz, um alles zu sehen, was er enthält.</translation>
  </message>
  <message>
   <source>Copy all fields as JSON</source>
   <translation>Alle Felder als JSON kopieren</translation>
  </message>
  <message>
   <source>Copy name</source>
   <translation>Namen kopieren</translation>
  </message>
  <message>
   <source>Image copied</source>
   <translation>Bild kopiert</translation>
  </message>
  <message>
   <source>Inspector</source>
   <translation>Inspektor</translation>
  </message>
  <message>
   <source>Name copied</source>
   <translation>Name kopiert</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <source>Save value as a file…</source>
   <translation>Wert als Datei speichern…</translation>
  </message>
  <message>
   <source>Show it as the picture</source>
   <translation>Als Bild anzeigen</translation>
  </message>
  <message>
   <source>Show its bytes</source>
   <translation>Bytes anzeigen</translation>
  </message>
  <message>
   <source>The image cannot be decoded.</source>
   <translation>Das Bild lässt sich nicht dekodieren.</translation>
  </message>
  <message>
   <source>There is no image to be found in this record.</source>
   <translation>In diesem Datensatz ist kein Bild zu finden.</translation>
  </message>
  <message>
   <source>This record holds no image.</source>
   <translation>Dieser Datensatz enthält kein Bild.</translation>
  </message>
  <message>
   <source>Tile</source>
   <translation>Kachel</translation>
  </message>
  <message>
   <source>Value of “{0}” copied</source>
   <translation>Wert von „{0}“ kopiert</translation>
  </message>
  <message>
   <source>{0}, step {1}</source>
   <translation>{0}, Schritt {1}</translation>
  </message>
 </context>
 <context>
  <name>InspectorBar</name>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>Back to what was looked at before</source>
   <translation>Zurück zum zuvor Angesehenen</translation>
  </message>
  <message>
   <source>Back to what was looked at before (Alt+Left)</source>
   <translation>Zurück zum zuvor Angesehenen (Alt+Links)</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy all fields as JSON</source>
   <translation>Alle Felder als JSON kopieren</translation>
  </message>
  <message>
   <source>Copy image</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Copy image, value or all fields</source>
   <translation>Bild, Wert oder alle Felder kopieren</translation>
  </message>
  <message>
   <source>Copy value as JSON</source>
   <translation>Wert als JSON kopieren</translation>
  </message>
  <message>
   <source>Copy value as Python literal</source>
   <translation>Wert als Python-Literal kopieren</translation>
  </message>
  <message>
   <source>Copy value as hexadecimal</source>
   <translation>Wert hexadezimal kopieren</translation>
  </message>
  <message>
   <source>Copy value as text</source>
   <translation>Wert als Text kopieren</translation>
  </message>
  <message>
   <source>Field that the picture is taken from</source>
   <translation>Feld, aus dem das Bild stammt</translation>
  </message>
  <message>
   <source>Forward</source>
   <translation>Vorwärts</translation>
  </message>
  <message>
   <source>Looked at</source>
   <translation>Angesehen</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Records looked at last</source>
   <translation>Zuletzt angesehene Datensätze</translation>
  </message>
  <message>
   <source>Save image</source>
   <translation>Bild speichern</translation>
  </message>
  <message>
   <source>Save the tile as a file…</source>
   <translation>Kachel als Datei speichern…</translation>
  </message>
  <message>
   <source>Save value as a file…</source>
   <translation>Wert als Datei speichern…</translation>
  </message>
  <message>
   <source>Show the tile large</source>
   <translation>Kachel groß anzeigen</translation>
  </message>
  <message>
   <source>This record has several images; the one chosen is shown as its picture</source>
   <translation>Dieser Datensatz hat mehrere Bilder; das gewählte wird als sein Bild angezeigt</translation>
  </message>
  <message>
   <source>Undo a step back</source>
   <translation>Einen Schritt zurück wieder aufheben</translation>
  </message>
  <message>
   <source>Undo a step back (Alt+Right)</source>
   <translation>Einen Schritt zurück wieder aufheben (Alt+Rechts)</translation>
  </message>
 </context>
 <context>
  <name>InspectorTabs</name>
  <message>
   <source>Fields</source>
   <translation>Felder</translation>
  </message>
  <message>
   <source>Fields and bytes of the record</source>
   <translation>Felder und Bytes des Datensatzes</translation>
  </message>
  <message>
   <source>Offset, length, checksums and bytes of the record</source>
   <translation>Offset, Länge, Prüfsummen und Bytes des Datensatzes</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Record ✗</source>
   <translation>Datensatz ✗</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
 </context>
 <context>
  <name>JobLine</name>
  <message>
   <source>Cancel {0}</source>
   <translation>{0} abbrechen</translation>
  </message>
  <message>
   <source>stopping…</source>
   <translation>wird abgebrochen…</translation>
  </message>
  <message>
   <source>{0} %</source>
   <translation>{0} %</translation>
  </message>
  <message>
   <source>{0}, {1} min left</source>
   <translation>{0}, noch {1} min</translation>
  </message>
  <message>
   <source>{0}, {1} s left</source>
   <translation>{0}, noch {1} s</translation>
  </message>
 </context>
 <context>
  <name>JoinDialog</name>
  <message>
   <source>&amp;Columns</source>
   <translation>&amp;Spalten</translation>
  </message>
  <message>
   <source>&amp;Join</source>
   <translation>&amp;Verknüpfen</translation>
  </message>
  <message>
   <source>&amp;Told by</source>
   <translation>&amp;Erkannt an</translation>
  </message>
  <message>
   <source>A &amp;line is of</source>
   <translation>Eine &amp;Zeile gehört zu</translation>
  </message>
  <message>
   <source>Choose the columns that say it.</source>
   <translation>Wählen Sie die Spalten, die das angeben.</translation>
  </message>
  <message>
   <source>Colour the &amp;map by the first of them</source>
   <translation>&amp;Karte nach der ersten davon färben</translation>
  </message>
  <message>
   <source>Columns to take</source>
   <translation>Zu übernehmende Spalten</translation>
  </message>
  <message>
   <source>First lines of the table</source>
   <translation>Erste Zeilen der Tabelle</translation>
  </message>
  <message>
   <source>It is being read.</source>
   <translation>Sie wird gelesen.</translation>
  </message>
  <message>
   <source>Join a Table</source>
   <translation>Tabelle verknüpfen</translation>
  </message>
  <message>
   <source>Looking for what belongs together.</source>
   <translation>Es wird gesucht, was zusammengehört.</translation>
  </message>
  <message>
   <source>No column is called as those that say what a line is of: choose them.</source>
   <translation>Keine Spalte heißt wie jene, die angeben, wozu eine Zeile gehört: Wählen Sie sie aus.</translation>
  </message>
  <message>
   <source>Reading {0}</source>
   <translation>{0} wird gelesen</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <source>The records are still being listed; then it can be joined</source>
   <translation>Die Datensätze werden noch aufgelistet; danach kann verknüpft werden</translation>
  </message>
  <message>
   <source>What a line of the table is of</source>
   <translation>Wozu eine Zeile der Tabelle gehört</translation>
  </message>
 </context>
 <context>
  <name>Joining</name>
  <message>
   <source>1 column</source>
   <translation>1 Spalte</translation>
  </message>
  <message>
   <source>1 line</source>
   <translation>1 Zeile</translation>
  </message>
  <message>
   <source>Every record has a line, and every line a record.</source>
   <translation>Jeder Datensatz hat eine Zeile, und jede Zeile einen Datensatz.</translation>
  </message>
  <message>
   <source>Name of the tile</source>
   <translation>Name der Kachel</translation>
  </message>
  <message>
   <source>No line is of a record of this dataset.</source>
   <translation>Keine Zeile gehört zu einem Datensatz dieses Datenbestands.</translation>
  </message>
  <message>
   <source>No line is of a record of this dataset; the first is of {0}.</source>
   <translation>Keine Zeile gehört zu einem Datensatz dieses Datenbestands; die erste gehört zu {0}.</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>TFRecord or slide</source>
   <translation>TFRecord oder Schnitt</translation>
  </message>
  <message>
   <source>a record, by TFRecord and number within it</source>
   <translation>einem Datensatz, nach TFRecord und Nummer darin</translation>
  </message>
  <message>
   <source>a record, by its number in the dataset</source>
   <translation>einem Datensatz, nach Nummer im Datenbestand</translation>
  </message>
  <message>
   <source>a tile, by a name such as slide-1024-2048</source>
   <translation>einer Kachel, nach einem Namen wie slide-1024-2048</translation>
  </message>
  <message>
   <source>a tile, by slide and location</source>
   <translation>einer Kachel, nach Schnitt und Position</translation>
  </message>
  <message>
   <source>a whole slide</source>
   <translation>einem ganzen Schnitt</translation>
  </message>
  <message>
   <source>numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>whole numbers</source>
   <translation>ganze Zahlen</translation>
  </message>
  <message>
   <source>x</source>
   <translation>x</translation>
  </message>
  <message>
   <source>y</source>
   <translation>y</translation>
  </message>
  <message>
   <source>yes or no</source>
   <translation>ja oder nein</translation>
  </message>
  <message>
   <source>{0} ({1})</source>
   <translation>{0} ({1})</translation>
  </message>
  <message>
   <source>{0} ({1}), as {2}</source>
   <translation>{0} ({1}), als {2}</translation>
  </message>
  <message>
   <source>{0} columns</source>
   <translation>{0} Spalten</translation>
  </message>
  <message>
   <source>{0} lines</source>
   <translation>{0} Zeilen</translation>
  </message>
  <message>
   <source>{0} of {1} are of no record, the first of {2}.</source>
   <translation>Ohne Datensatz: {0} von {1}, die erste gehört zu {2}.</translation>
  </message>
  <message>
   <source>{0} of {1} have a line.</source>
   <translation>{1}, davon {0} mit Zeile.</translation>
  </message>
  <message>
   <source>{0} {1}</source>
   <translation>{0} {1}</translation>
  </message>
  <message>
   <source>{0}, {1}</source>
   <translation>{0}, {1}</translation>
  </message>
  <message>
   <source>{0}: {1} joined to {2} of {3}.</source>
   <translation>{0}: {1} verknüpft; {3}, davon {2} mit Zeile.</translation>
  </message>
 </context>
 <context>
  <name>LargeBar</name>
  <message>
   <source>1:1</source>
   <translation>1:1</translation>
  </message>
  <message>
   <source>Copy colour</source>
   <translation>Farbe kopieren</translation>
  </message>
  <message>
   <source>Copy image</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Copy location</source>
   <translation>Position kopieren</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>Einpassen</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Larger</source>
   <translation>Größer</translation>
  </message>
  <message>
   <source>Neighbours on the slide</source>
   <translation>Nachbarn auf dem Schnitt</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Nächste</translation>
  </message>
  <message>
   <source>Pixel grid from 800 %</source>
   <translation>Pixelraster ab 800 %</translation>
  </message>
  <message>
   <source>Previous</source>
   <translation>Vorherige</translation>
  </message>
  <message>
   <source>Put on the light table</source>
   <translation>Auf den Leuchttisch legen</translation>
  </message>
  <message>
   <source>Save image as…</source>
   <translation>Bild speichern unter…</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Kleiner</translation>
  </message>
  <message>
   <source>not among the {0} shown</source>
   <translation>nicht unter den {0} angezeigten</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
 </context>
 <context>
  <name>LargeView</name>
  <message>
   <source>Colour {0} copied</source>
   <translation>Farbe {0} kopiert</translation>
  </message>
  <message>
   <source>Facts of the tile</source>
   <translation>Angaben zur Kachel</translation>
  </message>
  <message>
   <source>Large view</source>
   <translation>Großansicht</translation>
  </message>
  <message>
   <source>Large view of a tile</source>
   <translation>Großansicht einer Kachel</translation>
  </message>
  <message>
   <source>Looking where the tiles of this slide lie…</source>
   <translation>Es wird nachgesehen, wo die Kacheln dieses Schnitts liegen…</translation>
  </message>
  <message>
   <source>Neighbour at {0}, {1}, number {2}</source>
   <translation>Nachbar bei {0}, {1}, Nummer {2}</translation>
  </message>
  <message>
   <source>Neighbour at {0}, {1}, number {2}, not shown by the filter</source>
   <translation>Nachbar bei {0}, {1}, Nummer {2}, vom Filter ausgeblendet</translation>
  </message>
  <message>
   <source>No tile lies near on that side.</source>
   <translation>Auf dieser Seite liegt keine Kachel in der Nähe.</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <source>The record cannot be read: {0}. Reload the dataset, in case the file has moved or changed.</source>
   <translation>Der Datensatz kann nicht gelesen werden: {0}. Laden Sie den Datenbestand neu, falls die Datei verschoben oder geändert wurde.</translation>
  </message>
  <message>
   <source>Tile</source>
   <translation>Kachel</translation>
  </message>
  <message>
   <source>flagged “{0}”</source>
   <translation>markiert: „{0}“</translation>
  </message>
  <message>
   <source>no known image format</source>
   <translation>kein bekanntes Bildformat</translation>
  </message>
  <message>
   <source>no location</source>
   <translation>keine Position</translation>
  </message>
  <message>
   <source>note: {0}</source>
   <translation>Notiz: {0}</translation>
  </message>
  <message>
   <source>number {0}</source>
   <translation>Nummer {0}</translation>
  </message>
  <message>
   <source>record {0} of {1}</source>
   <translation>Datensatz {0} in {1}</translation>
  </message>
  <message>
   <source>{0} %</source>
   <translation>{0} %</translation>
  </message>
  <message>
   <source>{0} × {1} px</source>
   <translation>{0} × {1} px</translation>
  </message>
  <message>
   <source>{0}, {1} bytes</source>
   <translation>{0}, {1} Byte</translation>
  </message>
 </context>
 <context>
  <name>Layouts</name>
  <message>
   <source>&amp;Forget Layout</source>
   <translation>Anordnung &amp;vergessen</translation>
  </message>
  <message>
   <source>Name of the layout: panels, columns and sizes, for any dataset</source>
   <translation>Name der Anordnung: Bereiche, Spalten und Größen, für jeden Datenbestand</translation>
  </message>
  <message>
   <source>Save Layout</source>
   <translation>Anordnung speichern</translation>
  </message>
  <message>
   <source>The layout is saved as “{0}”</source>
   <translation>Die Anordnung ist als „{0}“ gespeichert</translation>
  </message>
 </context>
 <context>
  <name>LeakDialog</name>
  <message>
   <source>Choose a tile to see it here.</source>
   <translation>Kachel wählen, um sie hier zu sehen.</translation>
  </message>
  <message>
   <source>Here: {0}</source>
   <translation>Hier: {0}</translation>
  </message>
  <message>
   <source>On Both Sides</source>
   <translation>Auf beiden Seiten</translation>
  </message>
  <message>
   <source>There: {0}</source>
   <translation>Dort: {0}</translation>
  </message>
  <message>
   <source>Tile here</source>
   <translation>Kachel hier</translation>
  </message>
  <message>
   <source>Tile there</source>
   <translation>Kachel dort</translation>
  </message>
  <message>
   <source>What lies on both sides</source>
   <translation>Was auf beiden Seiten liegt</translation>
  </message>
 </context>
 <context>
  <name>LeakModel</name>
  <message>
   <source>Here: {0}</source>
   <translation>Hier: {0}</translation>
  </message>
  <message>
   <source>There: {0}</source>
   <translation>Dort: {0}</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Was</translation>
  </message>
 </context>
 <context>
  <name>LeftOutDialog</name>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>1 line copied.</source>
   <translation>1 Zeile kopiert.</translation>
  </message>
  <message>
   <source>1 record was left out.</source>
   <translation>1 Datensatz wurde ausgelassen.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Copy the lines selected, or all</source>
   <translation>Die ausgewählten oder alle Zeilen kopieren</translation>
  </message>
  <message>
   <source>Records left out, and why</source>
   <translation>Ausgelassene Datensätze und der Grund</translation>
  </message>
  <message>
   <source>What Was Left Out</source>
   <translation>Was ausgelassen wurde</translation>
  </message>
  <message>
   <source>{0} lines copied.</source>
   <translation>{0} Zeilen kopiert.</translation>
  </message>
  <message>
   <source>{0} records were left out.</source>
   <translation>{0} Datensätze wurden ausgelassen.</translation>
  </message>
 </context>
 <context>
  <name>LeftOutModel</name>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Grund</translation>
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message>
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <source>Legend of the colours</source>
   <translation>Legende der Farben</translation>
  </message>
  <message>
   <source>Space hides a class or shows it again; Enter shows it alone</source>
   <translation>Leertaste blendet eine Klasse aus oder wieder ein; Eingabe zeigt nur sie</translation>
  </message>
  <message>
   <source>drawn</source>
   <translation>gezogen</translation>
  </message>
  <message>
   <source>expected</source>
   <translation>erwartet</translation>
  </message>
  <message>
   <source>share of the tiles</source>
   <translation>Anteil der Kacheln</translation>
  </message>
 </context>
 <context>
  <name>LightBar</name>
  <message>
   <source>1:1</source>
   <translation>1:1</translation>
  </message>
  <message>
   <source>Align all with the active tile</source>
   <translation>Alle an der aktiven Kachel ausrichten</translation>
  </message>
  <message>
   <source>Copy image</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Difference from A</source>
   <translation>Differenz zu A</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>Einpassen</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Larger</source>
   <translation>Größer</translation>
  </message>
  <message>
   <source>Next four of the selection</source>
   <translation>Nächste vier der Auswahl</translation>
  </message>
  <message>
   <source>Next tile in the active pane</source>
   <translation>Nächste Kachel auf dem aktiven Platz</translation>
  </message>
  <message>
   <source>Only facts that differ</source>
   <translation>Nur abweichende Angaben</translation>
  </message>
  <message>
   <source>Pan and zoom as one; with Shift one moves alone</source>
   <translation>Gemeinsam verschieben und zoomen; mit Umschalt bewegt sich eine allein</translation>
  </message>
  <message>
   <source>Pixel grid from 800 %</source>
   <translation>Pixelraster ab 800 %</translation>
  </message>
  <message>
   <source>Previous four of the selection</source>
   <translation>Vorherige vier der Auswahl</translation>
  </message>
  <message>
   <source>Previous tile in the active pane</source>
   <translation>Vorherige Kachel auf dem aktiven Platz</translation>
  </message>
  <message>
   <source>Remove from the light table</source>
   <translation>Vom Leuchttisch nehmen</translation>
  </message>
  <message>
   <source>Save image as…</source>
   <translation>Bild speichern unter…</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Kleiner</translation>
  </message>
  <message>
   <source>Step all tiles together</source>
   <translation>Alle Kacheln gemeinsam weiterschalten</translation>
  </message>
  <message>
   <source>Swap with the next</source>
   <translation>Mit der nächsten tauschen</translation>
  </message>
 </context>
 <context>
  <name>LightTable</name>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>Light table</source>
   <translation>Leuchttisch</translation>
  </message>
  <message>
   <source>Light table: tiles side by side</source>
   <translation>Leuchttisch: Kacheln nebeneinander</translation>
  </message>
  <message>
   <source>findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nein</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>{0} %</source>
   <translation>{0} %</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
  <message>
   <source>{0}–{1} of {2} selected</source>
   <translation>{0}–{1} von {2} ausgewählten</translation>
  </message>
 </context>
 <context>
  <name>Limits</name>
  <message>
   <source>Greatest value</source>
   <translation>Größter Wert</translation>
  </message>
  <message>
   <source>Least value</source>
   <translation>Kleinster Wert</translation>
  </message>
  <message>
   <source>Take the whole range again</source>
   <translation>Wieder den ganzen Bereich nehmen</translation>
  </message>
  <message>
   <source>The least value, {0}, is above the greatest, {1}.</source>
   <translation>Der kleinste Wert, {0}, liegt über dem größten, {1}.</translation>
  </message>
  <message>
   <source>greatest</source>
   <translation>größter</translation>
  </message>
  <message>
   <source>least</source>
   <translation>kleinster</translation>
  </message>
  <message>
   <source>to</source>
   <translation>bis</translation>
  </message>
  <message>
   <source>{0} is not clearly one number: type it as {1}.</source>
   <translation>{0} ist nicht eindeutig eine Zahl: als {1} eingeben.</translation>
  </message>
 </context>
 <context>
  <name>LocationMap</name>
  <message>
   <source>1 duplicate location</source>
   <translation>1 doppelte Position</translation>
  </message>
  <message>
   <source>1 hidden by the legend</source>
   <translation>1 durch die Legende ausgeblendet</translation>
  </message>
  <message>
   <source>1 hole</source>
   <translation>1 Lücke</translation>
  </message>
  <message>
   <source>1 off the grid</source>
   <translation>1 abseits des Gitters</translation>
  </message>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>1 without location</source>
   <translation>1 ohne Position</translation>
  </message>
  <message>
   <source>All in pixels of the slide at level 0</source>
   <translation>Alles in Pixeln des Schnitts auf Ebene 0</translation>
  </message>
  <message>
   <source>All slides beside each other</source>
   <translation>Alle Schnitte nebeneinander</translation>
  </message>
  <message>
   <source>All {0} tiles are said to lie at (0, 0)</source>
   <translation>Laut Datei liegen alle {0} Kacheln bei (0, 0)</translation>
  </message>
  <message>
   <source>Bring to the middle</source>
   <translation>In die Mitte rücken</translation>
  </message>
  <message>
   <source>Centres from {0}, {1} to {2}, {3}</source>
   <translation>Mittelpunkte von {0}, {1} bis {2}, {3}</translation>
  </message>
  <message>
   <source>Choose a TFRecord in the list to see where its tiles lie on the slide.</source>
   <translation>Wählen Sie einen TFRecord in der Liste, um zu sehen, wo seine Kacheln auf dem Schnitt liegen.</translation>
  </message>
  <message>
   <source>Its locations are being read.</source>
   <translation>Die Positionen werden gelesen.</translation>
  </message>
  <message>
   <source>Its locations could not be placed ({0}); the log has the details. Grid and table show the tiles all the same.</source>
   <translation>Die Positionen konnten nicht eingeordnet werden ({0}); Einzelheiten stehen im Protokoll. Raster und Tabelle zeigen die Kacheln trotzdem.</translation>
  </message>
  <message>
   <source>Its tile has</source>
   <translation>Seine Kachel hat</translation>
  </message>
  <message>
   <source>Its tile is said to lie at (0, 0)</source>
   <translation>Laut Datei liegt die Kachel bei (0, 0)</translation>
  </message>
  <message>
   <source>Its {0} tiles have</source>
   <translation>Seine {0} Kacheln haben</translation>
  </message>
  <message>
   <source>Location map</source>
   <translation>Lagekarte</translation>
  </message>
  <message>
   <source>Location map of {0}</source>
   <translation>Lagekarte von {0}</translation>
  </message>
  <message>
   <source>No slide to show</source>
   <translation>Kein Schnitt anzuzeigen</translation>
  </message>
  <message>
   <source>Open a TFRecord or a folder to see where its tiles lie on the slide.</source>
   <translation>Öffnen Sie einen TFRecord oder einen Ordner, um zu sehen, wo die Kacheln auf dem Schnitt liegen.</translation>
  </message>
  <message>
   <source>Pictures of neighbours share no tissue: the tiles do not overlap.</source>
   <translation>Bilder von Nachbarn zeigen kein gemeinsames Gewebe: Die Kacheln überlappen sich nicht.</translation>
  </message>
  <message>
   <source>Pictures of neighbours show the same tissue: tiles are {0} px wide, {1} times the pitch, and overlap by {2} %. The middle of each is shown.</source>
   <translation>Bilder von Nachbarn zeigen dasselbe Gewebe: Kacheln sind {0} px breit, das {1}-Fache des Gitterabstands, und überlappen sich um {2} %. Gezeigt wird jeweils die Mitte.</translation>
  </message>
  <message>
   <source>Pitch {0} px across, {1} px down; phase {2}, {3}</source>
   <translation>Gitterabstand waagerecht {0} px, senkrecht {1} px; Phase {2}, {3}</translation>
  </message>
  <message>
   <source>Places within the tissue that have no tile: {0}</source>
   <translation>Stellen im Gewebe ohne Kachel: {0}</translation>
  </message>
  <message>
   <source>Records without a location, not on the map: {0}</source>
   <translation>Datensätze ohne Position, nicht auf der Karte: {0}</translation>
  </message>
  <message>
   <source>Releases of Slideflow before 1.5 wrote locations divided by ten. The map is right but for its scale: times ten they are pixels of the slide, about {0} px from tile to tile.</source>
   <translation>Slideflow-Versionen vor 1.5 schrieben Positionen durch zehn geteilt. Die Karte stimmt bis auf den Maßstab: Mal zehn sind es Pixel des Schnitts, etwa {0} px von Kachel zu Kachel.</translation>
  </message>
  <message>
   <source>Select all tiles of this slide</source>
   <translation>Alle Kacheln dieses Schnitts auswählen</translation>
  </message>
  <message>
   <source>Select the records without a location</source>
   <translation>Datensätze ohne Position auswählen</translation>
  </message>
  <message>
   <source>Select the tiles that are said to lie at (0, 0)</source>
   <translation>Kacheln auswählen, die laut Datei bei (0, 0) liegen</translation>
  </message>
  <message>
   <source>Select the tiles that lie in one place with another</source>
   <translation>Kacheln auswählen, die mit einer anderen an derselben Stelle liegen</translation>
  </message>
  <message>
   <source>Select the tiles that lie off the grid</source>
   <translation>Kacheln auswählen, die abseits des Gitters liegen</translation>
  </message>
  <message>
   <source>Select with the tiles around it</source>
   <translation>Mit den Kacheln ringsum auswählen</translation>
  </message>
  <message>
   <source>Show the holes on the map, or hide them again</source>
   <translation>Lücken auf der Karte anzeigen oder wieder ausblenden</translation>
  </message>
  <message>
   <source>Show the tiles themselves</source>
   <translation>Die Kacheln selbst anzeigen</translation>
  </message>
  <message>
   <source>Show the whole slide</source>
   <translation>Den ganzen Schnitt anzeigen</translation>
  </message>
  <message>
   <source>The TFRecord has no readable record. What is wrong with it, if anything, is listed in the dataset panel.</source>
   <translation>Der TFRecord hat keinen lesbaren Datensatz. Was gegebenenfalls nicht stimmt, steht im Bereich „Datenbestand“.</translation>
  </message>
  <message>
   <source>The centres lie at whole pitches: so lie those of tiles that overlap by half, or locations that are corners of tiles.</source>
   <translation>Die Mittelpunkte liegen auf ganzen Gitterabständen: So liegen die von Kacheln, die sich zur Hälfte überlappen, oder Positionen, die Ecken von Kacheln sind.</translation>
  </message>
  <message>
   <source>The locations lie on no regular grid, as those of cells do. Squares are drawn in a size that fits how far the tiles lie apart: {0} px.</source>
   <translation>Die Positionen liegen auf keinem regelmäßigen Gitter, wie etwa die von Zellen. Die Größe der gezeichneten Quadrate richtet sich danach, wie weit die Kacheln auseinanderliegen: {0} px.</translation>
  </message>
  <message>
   <source>The pitch is far below the {0} px that the tiles are wide. {1}</source>
   <translation>Der Gitterabstand liegt weit unter den {0} px, die die Kacheln breit sind. {1}</translation>
  </message>
  <message>
   <source>The pitch is no whole number. {0}</source>
   <translation>Der Gitterabstand ist keine ganze Zahl. {0}</translation>
  </message>
  <message>
   <source>Tiles said to lie at (0, 0), where no tile's centre is: {0}. Programs write that where they do not know it.</source>
   <translation>Kacheln, die laut Datei bei (0, 0) liegen, wo keine Kachel ihren Mittelpunkt hat: {0}. Das schreiben Programme, die die Position nicht kennen.</translation>
  </message>
  <message>
   <source>Tiles that do not lie on the grid: {0}</source>
   <translation>Kacheln, die nicht auf dem Gitter liegen: {0}</translation>
  </message>
  <message>
   <source>Tiles that lie where an earlier one lies: {0}</source>
   <translation>Kacheln, die dort liegen, wo schon eine frühere liegt: {0}</translation>
  </message>
  <message>
   <source>To get a map, extract the tiles again from the slide, or build the TFRecord anew from images whose names end in their location. Grid and table show the tiles all the same.</source>
   <translation>Um eine Karte zu erhalten, extrahieren Sie die Kacheln erneut aus dem Schnitt, oder erstellen Sie den TFRecord neu aus Bildern, deren Namen mit der Position enden. Raster und Tabelle zeigen die Kacheln trotzdem.</translation>
  </message>
  <message>
   <source>all hidden by the legend</source>
   <translation>alle durch die Legende ausgeblendet</translation>
  </message>
  <message>
   <source>damaged</source>
   <translation>beschädigt</translation>
  </message>
  <message>
   <source>hidden by the filter</source>
   <translation>vom Filter ausgeblendet</translation>
  </message>
  <message>
   <source>locations divided by ten</source>
   <translation>Positionen durch zehn geteilt</translation>
  </message>
  <message>
   <source>no regular grid</source>
   <translation>kein regelmäßiges Gitter</translation>
  </message>
  <message>
   <source>none on this slide</source>
   <translation>keine auf diesem Schnitt</translation>
  </message>
  <message>
   <source>pitch {0} px</source>
   <translation>Gitterabstand {0} px</translation>
  </message>
  <message>
   <source>pitch {0} × {1} px</source>
   <translation>Gitterabstand {0} × {1} px</translation>
  </message>
  <message>
   <source>record {0} at {1}, {2}</source>
   <translation>Datensatz {0} bei {1}, {2}</translation>
  </message>
  <message>
   <source>selected</source>
   <translation>ausgewählt</translation>
  </message>
  <message>
   <source>tiles overlap by {0} %</source>
   <translation>Kacheln überlappen sich um {0} %</translation>
  </message>
  <message>
   <source>{0} ({1} tiles)</source>
   <translation>{0} ({1} Kacheln)</translation>
  </message>
  <message>
   <source>{0} at (0, 0)</source>
   <translation>{0} bei (0, 0)</translation>
  </message>
  <message>
   <source>{0} cannot be shown on the map</source>
   <translation>{0} lässt sich nicht auf der Karte anzeigen</translation>
  </message>
  <message>
   <source>{0} columns, {1} rows</source>
   <translation>{0} Spalten, {1} Zeilen</translation>
  </message>
  <message>
   <source>{0} duplicate locations</source>
   <translation>{0} doppelte Positionen</translation>
  </message>
  <message>
   <source>{0} has no locations</source>
   <translation>{0} hat keine Positionen</translation>
  </message>
  <message>
   <source>{0} has no real locations</source>
   <translation>{0} hat keine echten Positionen</translation>
  </message>
  <message>
   <source>{0} hidden by the legend</source>
   <translation>{0} durch die Legende ausgeblendet</translation>
  </message>
  <message>
   <source>{0} holds no tiles</source>
   <translation>{0} enthält keine Kacheln</translation>
  </message>
  <message>
   <source>{0} holes</source>
   <translation>{0} Lücken</translation>
  </message>
  <message>
   <source>{0} loc_x but no loc_y, and only both tell where on the slide they were cut.</source>
   <translation>{0} loc_x, aber kein loc_y; erst beide zusammen sagen, wo auf dem Schnitt geschnitten wurde.</translation>
  </message>
  <message>
   <source>{0} loc_y but no loc_x, and only both tell where on the slide they were cut.</source>
   <translation>{0} loc_y, aber kein loc_x; erst beide zusammen sagen, wo auf dem Schnitt geschnitten wurde.</translation>
  </message>
  <message>
   <source>{0} no loc_x and loc_y, so nothing tells where on the slide they were cut. That is so in TFRecords made from loose images, and in those of Slideflow before 0.11.</source>
   <translation>{0} kein loc_x und loc_y; daher ist nicht bekannt, wo auf dem Schnitt geschnitten wurde. So ist es bei TFRecords aus losen Bildern und bei denen von Slideflow vor 0.11.</translation>
  </message>
  <message>
   <source>{0} no loc_x and loc_y: the records are of another kind (SequenceExample), each a sequence of steps, and nothing tells where on a slide their images were cut.</source>
   <translation>{0} kein loc_x und loc_y: Die Datensätze sind von anderer Art (SequenceExample), jeder eine Folge von Schritten, und nichts sagt, wo auf einem Schnitt ihre Bilder geschnitten wurden.</translation>
  </message>
  <message>
   <source>{0} of {1} tiles shown</source>
   <translation>{0} von {1} Kacheln angezeigt</translation>
  </message>
  <message>
   <source>{0} off the grid</source>
   <translation>{0} abseits des Gitters</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
  <message>
   <source>{0} without location</source>
   <translation>{0} ohne Position</translation>
  </message>
  <message>
   <source>{0}. Current tile: {1}</source>
   <translation>{0}. Aktuelle Kachel: {1}</translation>
  </message>
  <message>
   <source>{0}: that is written by programs that put loose images into a TFRecord without knowing where they were cut.</source>
   <translation>{0}: Das schreiben Programme, die lose Bilder in einen TFRecord legen, ohne zu wissen, wo sie geschnitten wurden.</translation>
  </message>
 </context>
 <context>
  <name>Magnification</name>
  <message>
   <source>{0} µm a pixel, about {1}×</source>
   <translation>{0} µm je Pixel, etwa {1}×</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Dataset</source>
   <translation>Datenbestand</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>Befunde</translation>
  </message>
  <message>
   <source>Inspector</source>
   <translation>Inspektor</translation>
  </message>
  <message>
   <source>It cannot be opened</source>
   <translation>Öffnen nicht möglich</translation>
  </message>
  <message>
   <source>Metrics</source>
   <translation>Messwerte</translation>
  </message>
  <message>
   <source>Opening {0}…</source>
   <translation>{0} wird geöffnet…</translation>
  </message>
  <message>
   <source>Sampling</source>
   <translation>Ziehung</translation>
  </message>
  <message>
   <source>Slide Dashboard</source>
   <translation>Schnittübersicht</translation>
  </message>
  <message>
   <source>Something went wrong in tfrviewer</source>
   <translation>In tfrviewer ist ein Fehler aufgetreten</translation>
  </message>
  <message>
   <source>The views cannot be made</source>
   <translation>Die Ansichten lassen sich nicht aufbauen</translation>
  </message>
  <message>
   <source>Toolbar</source>
   <translation>Werkzeugleiste</translation>
  </message>
  <message>
   <source>{0} (not on disk) – tfrviewer</source>
   <translation>{0} (nicht mehr vorhanden) – tfrviewer</translation>
  </message>
  <message>
   <source>{0} is a table: open the dataset first that its columns belong to.</source>
   <translation>{0} ist eine Tabelle: Öffnen Sie zuerst den Datenbestand, zu dem ihre Spalten gehören.</translation>
  </message>
 </context>
 <context>
  <name>MapExport</name>
  <message>
   <source>A drawing of {0} tiles would take other programs minutes to open; {1} are drawn at most.</source>
   <translation>Eine Zeichnung mit {0} Kacheln zu öffnen, würde andere Programme Minuten kosten; höchstens {1} werden gezeichnet.</translation>
  </message>
  <message>
   <source>A picture of {0} × {1} pixels is too large to be made.</source>
   <translation>Ein Bild mit {0} × {1} Pixeln ist zu groß, um erstellt zu werden.</translation>
  </message>
  <message>
   <source>Choose a smaller width.</source>
   <translation>Wählen Sie eine kleinere Breite.</translation>
  </message>
  <message>
   <source>Save it as a picture, or draw only what is seen of it.</source>
   <translation>Speichern Sie sie als Bild, oder zeichnen Sie nur den sichtbaren Teil.</translation>
  </message>
  <message>
   <source>{0} px</source>
   <translation>{0} px</translation>
  </message>
 </context>
 <context>
  <name>MapExports</name>
  <message>
   <source>1 square</source>
   <translation>1 Quadrat</translation>
  </message>
  <message>
   <source>Saving the map of {0}</source>
   <translation>Karte von {0} wird gespeichert</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner anzeigen</translation>
  </message>
  <message>
   <source>The folder is {0}</source>
   <translation>Der Ordner ist {0}</translation>
  </message>
  <message>
   <source>The map was not saved</source>
   <translation>Die Karte wurde nicht gespeichert</translation>
  </message>
  <message>
   <source>The map was not saved: it was cancelled.</source>
   <translation>Die Karte wurde nicht gespeichert: Der Vorgang wurde abgebrochen.</translation>
  </message>
  <message>
   <source>There is no map to be saved: {0}</source>
   <translation>Es gibt keine Karte zum Speichern: {0}</translation>
  </message>
  <message>
   <source>{0} saved to {1}.</source>
   <translation>{0} in {1} gespeichert.</translation>
  </message>
  <message>
   <source>{0} squares</source>
   <translation>{0} Quadrate</translation>
  </message>
  <message>
   <source>{0} was saved.</source>
   <translation>{0} wurde gespeichert.</translation>
  </message>
 </context>
 <context>
  <name>MapHeader</name>
  <message>
   <source>All slides beside each other</source>
   <translation>Alle Schnitte nebeneinander</translation>
  </message>
  <message>
   <source>Drag to move the map</source>
   <translation>Ziehen verschiebt die Karte</translation>
  </message>
  <message>
   <source>Drag to select tiles in a box</source>
   <translation>Ziehen wählt Kacheln mit einem Rechteck aus</translation>
  </message>
  <message>
   <source>Drag to select tiles with a lasso</source>
   <translation>Ziehen wählt Kacheln mit dem Lasso aus</translation>
  </message>
  <message>
   <source>More of the map</source>
   <translation>Mehr zur Karte</translation>
  </message>
  <message>
   <source>Next slide</source>
   <translation>Nächster Schnitt</translation>
  </message>
  <message>
   <source>Previous slide</source>
   <translation>Vorheriger Schnitt</translation>
  </message>
  <message>
   <source>Shift adds, Alt takes away; the right button moves the map</source>
   <translation>Umschalt fügt hinzu, Alt nimmt weg; die rechte Maustaste verschiebt die Karte</translation>
  </message>
  <message>
   <source>Show the tiles themselves</source>
   <translation>Die Kacheln selbst anzeigen</translation>
  </message>
  <message>
   <source>Show the whole slide</source>
   <translation>Den ganzen Schnitt anzeigen</translation>
  </message>
  <message>
   <source>Slide on the map</source>
   <translation>Schnitt auf der Karte</translation>
  </message>
  <message>
   <source>The slide on the map</source>
   <translation>Der Schnitt auf der Karte</translation>
  </message>
  <message>
   <source>The slide put together again from its tiles, instead of squares</source>
   <translation>Der aus seinen Kacheln wieder zusammengesetzte Schnitt statt Quadraten</translation>
  </message>
  <message>
   <source>The wheel scales about the pointer</source>
   <translation>Das Mausrad zoomt um den Zeiger</translation>
  </message>
  <message>
   <source>What dragging does</source>
   <translation>Was Ziehen bewirkt</translation>
  </message>
  <message>
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
 </context>
 <context>
  <name>MeasureLine</name>
  <message>
   <source>Measure the Rest</source>
   <translation>Rest messen</translation>
  </message>
  <message>
   <source>Measured</source>
   <translation>Gemessen</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>{0} of {1} measured</source>
   <translation>{0} von {1} gemessen</translation>
  </message>
 </context>
 <context>
  <name>Measuring</name>
  <message>
   <source>Measuring tiles</source>
   <translation>Kacheln werden gemessen</translation>
  </message>
 </context>
 <context>
  <name>MetricRules</name>
  <message>
   <source>The rules could not be kept: {0}</source>
   <translation>Die Regeln konnten nicht gespeichert werden: {0}</translation>
  </message>
 </context>
 <context>
  <name>MetricWords</name>
  <message>
   <source>Black pen</source>
   <translation>Schwarzer Stift</translation>
  </message>
  <message>
   <source>Blank</source>
   <translation>Leer</translation>
  </message>
  <message>
   <source>Blue pen</source>
   <translation>Blauer Stift</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>Helligkeit</translation>
  </message>
  <message>
   <source>Contrast</source>
   <translation>Kontrast</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Entropy</source>
   <translation>Entropie</translation>
  </message>
  <message>
   <source>Eosin</source>
   <translation>Eosin</translation>
  </message>
  <message>
   <source>Fold</source>
   <translation>Falte</translation>
  </message>
  <message>
   <source>From {0} to {1}</source>
   <translation>Von {0} bis {1}</translation>
  </message>
  <message>
   <source>From {0} upwards</source>
   <translation>Ab {0}</translation>
  </message>
  <message>
   <source>Grayspace</source>
   <translation>Grauanteil</translation>
  </message>
  <message>
   <source>Green pen</source>
   <translation>Grüner Stift</translation>
  </message>
  <message>
   <source>Hematoxylin</source>
   <translation>Hämatoxylin</translation>
  </message>
  <message>
   <source>Highlight</source>
   <translation>Lichter</translation>
  </message>
  <message>
   <source>How colourful the tile is on the whole.</source>
   <translation>Wie farbig die Kachel insgesamt ist.</translation>
  </message>
  <message>
   <source>How dark the darkest part is; high where a tile is blank or washed out.</source>
   <translation>Wie dunkel die dunkelste Stelle ist; hoch, wo eine Kachel leer oder ausgewaschen ist.</translation>
  </message>
  <message>
   <source>How far light and dark parts differ.</source>
   <translation>Wie stark sich helle und dunkle Stellen unterscheiden.</translation>
  </message>
  <message>
   <source>How finely the JPEG was quantised; none for other formats.</source>
   <translation>Wie fein das JPEG quantisiert wurde; ohne Wert bei anderen Formaten.</translation>
  </message>
  <message>
   <source>How light the lightest part is; low where too little light fell on the tile.</source>
   <translation>Wie hell die hellste Stelle ist; niedrig, wo zu wenig Licht auf die Kachel fiel.</translation>
  </message>
  <message>
   <source>How light the tile is on the whole.</source>
   <translation>Wie hell die Kachel insgesamt ist.</translation>
  </message>
  <message>
   <source>How many different levels of light the tile makes use of.</source>
   <translation>Wie viele verschiedene Helligkeitsstufen die Kachel nutzt.</translation>
  </message>
  <message>
   <source>How steep the steepest edges are, against the range of light; low out of focus.</source>
   <translation>Wie steil die steilsten Kanten sind, gemessen am Umfang der Helligkeit; niedrig, wo es unscharf ist.</translation>
  </message>
  <message>
   <source>How strongly tissue is stained by eosin.</source>
   <translation>Wie stark das Gewebe mit Eosin gefärbt ist.</translation>
  </message>
  <message>
   <source>How strongly tissue is stained by hematoxylin.</source>
   <translation>Wie stark das Gewebe mit Hämatoxylin gefärbt ist.</translation>
  </message>
  <message>
   <source>How: {0}</source>
   <translation>Berechnung: {0}</translation>
  </message>
  <message>
   <source>JPEG quality</source>
   <translation>JPEG-Qualität</translation>
  </message>
  <message>
   <source>OD</source>
   <translation>OD</translation>
  </message>
  <message>
   <source>Out of focus</source>
   <translation>Unscharf</translation>
  </message>
  <message>
   <source>Pen</source>
   <translation>Stift</translation>
  </message>
  <message>
   <source>Red pen</source>
   <translation>Roter Stift</translation>
  </message>
  <message>
   <source>Saturation</source>
   <translation>Sättigung</translation>
  </message>
  <message>
   <source>Shadow</source>
   <translation>Schatten</translation>
  </message>
  <message>
   <source>Share of the tile that is as bright as glass.</source>
   <translation>Anteil der Kachel, der so hell wie Glas ist.</translation>
  </message>
  <message>
   <source>Share of the tile that is dark: folds, and tissue too thick to see through.</source>
   <translation>Anteil der Kachel, der dunkel ist: Falten und Gewebe, das zum Durchsehen zu dick ist.</translation>
  </message>
  <message>
   <source>Share of the tile that is neither glass nor ink.</source>
   <translation>Anteil der Kachel, der weder Glas noch Tinte ist.</translation>
  </message>
  <message>
   <source>Share of the tile under black marker.</source>
   <translation>Anteil der Kachel unter schwarzem Stift.</translation>
  </message>
  <message>
   <source>Share of the tile under blue marker.</source>
   <translation>Anteil der Kachel unter blauem Stift.</translation>
  </message>
  <message>
   <source>Share of the tile under green marker.</source>
   <translation>Anteil der Kachel unter grünem Stift.</translation>
  </message>
  <message>
   <source>Share of the tile under marker of any colour.</source>
   <translation>Anteil der Kachel unter Stift beliebiger Farbe.</translation>
  </message>
  <message>
   <source>Share of the tile under red marker.</source>
   <translation>Anteil der Kachel unter rotem Stift.</translation>
  </message>
  <message>
   <source>Share of the tile without colour: glass, and black ink.</source>
   <translation>Anteil der Kachel ohne Farbe: Glas und schwarze Tinte.</translation>
  </message>
  <message>
   <source>Sharpness</source>
   <translation>Schärfe</translation>
  </message>
  <message>
   <source>Source: {0}</source>
   <translation>Quelle: {0}</translation>
  </message>
  <message>
   <source>Tissue</source>
   <translation>Gewebe</translation>
  </message>
  <message>
   <source>Washed out</source>
   <translation>Ausgewaschen</translation>
  </message>
  <message>
   <source>Whitespace</source>
   <translation>Weißanteil</translation>
  </message>
  <message>
   <source>bits</source>
   <translation>Bit</translation>
  </message>
  <message>
   <source>levels</source>
   <translation>Stufen</translation>
  </message>
  <message>
   <source>{0}, in {1}</source>
   <translation>{0}, in {1}</translation>
  </message>
 </context>
 <context>
  <name>Metrics</name>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>Others</source>
   <translation>Übrige</translation>
  </message>
  <message>
   <source>Picked out</source>
   <translation>Ausgewählte</translation>
  </message>
  <message>
   <source>from {0}</source>
   <translation>ab {0}</translation>
  </message>
  <message>
   <source>less than {0} %</source>
   <translation>weniger als {0} %</translation>
  </message>
  <message>
   <source>more than {0} %</source>
   <translation>mehr als {0} %</translation>
  </message>
  <message>
   <source>up to {0}</source>
   <translation>bis {0}</translation>
  </message>
  <message>
   <source>{0} %</source>
   <translation>{0} %</translation>
  </message>
  <message>
   <source>{0} from {1}</source>
   <translation>{0} ab {1}</translation>
  </message>
  <message>
   <source>{0} from {1} to {2}</source>
   <translation>{0} von {1} bis {2}</translation>
  </message>
  <message>
   <source>{0} of {1} measured ({2})</source>
   <translation>{0} von {1} gemessen ({2})</translation>
  </message>
  <message>
   <source>{0} of {1} shown ({2})</source>
   <translation>{0} von {1} angezeigten ({2})</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
  <message>
   <source>{0} to {1}</source>
   <translation>{0} bis {1}</translation>
  </message>
  <message>
   <source>{0} up to {1}</source>
   <translation>{0} bis {1}</translation>
  </message>
  <message>
   <source>{0}, above {1}</source>
   <translation>{0}, über {1}</translation>
  </message>
  <message>
   <source>{0}, below {1}</source>
   <translation>{0}, unter {1}</translation>
  </message>
  <message>
   <source>{0}, from {1}</source>
   <translation>{0}, ab {1}</translation>
  </message>
  <message>
   <source>{0}, up to {1}</source>
   <translation>{0}, bis {1}</translation>
  </message>
  <message>
   <source>{0}: {1}</source>
   <translation>{0}: {1}</translation>
  </message>
 </context>
 <context>
  <name>MetricsPanel</name>
  <message>
   <source>Metrics</source>
   <translation>Messwerte</translation>
  </message>
 </context>
 <context>
  <name>MetricsView</name>
  <message>
   <source>Colour the tiles picked out on the map, and veil others</source>
   <translation>Herausgegriffene Kacheln auf der Karte färben und andere abblenden</translation>
  </message>
  <message>
   <source>Counting…</source>
   <translation>Wird gezählt…</translation>
  </message>
  <message>
   <source>Drag over the bars, or choose a preset.</source>
   <translation>Ziehen Sie über die Balken oder wählen Sie eine Vorgabe.</translation>
  </message>
  <message>
   <source>Metric</source>
   <translation>Messwert</translation>
  </message>
  <message>
   <source>Metric and range</source>
   <translation>Messwert und Bereich</translation>
  </message>
  <message>
   <source>No tile shown has it</source>
   <translation>Keine angezeigte Kachel hat ihn</translation>
  </message>
  <message>
   <source>Nothing measured yet</source>
   <translation>Noch nichts gemessen</translation>
  </message>
  <message>
   <source>Presets</source>
   <translation>Vorgaben</translation>
  </message>
  <message>
   <source>Show on the map</source>
   <translation>Auf der Karte zeigen</translation>
  </message>
  <message>
   <source>and {0}</source>
   <translation>und {0}</translation>
  </message>
  <message>
   <source>{0}: {1}</source>
   <translation>{0}: {1}</translation>
  </message>
 </context>
 <context>
  <name>Minimap</name>
  <message>
   <source>Press or drag to move the map</source>
   <translation>Klicken oder ziehen, um die Karte zu verschieben</translation>
  </message>
  <message>
   <source>Where the part that the map shows lies; press or drag to go elsewhere</source>
   <translation>Wo der auf der Karte gezeigte Teil liegt; klicken oder ziehen, um woandershin zu gelangen</translation>
  </message>
  <message>
   <source>Whole slide</source>
   <translation>Ganzer Schnitt</translation>
  </message>
 </context>
 <context>
  <name>MoreOptions</name>
  <message>
   <source>Add fiel&amp;ds</source>
   <translation>Felder &amp;hinzufügen</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>CSV or Parquet, by slide, by location, or by TFRecord and record.</source>
   <translation>CSV oder Parquet, nach Schnitt, nach Position oder nach TFRecord und Datensatz.</translation>
  </message>
  <message>
   <source>Columns of a Fil&amp;e…</source>
   <translation>Spalten einer Da&amp;tei…</translation>
  </message>
  <message>
   <source>Columns that become fields</source>
   <translation>Spalten, die zu Feldern werden</translation>
  </message>
  <message>
   <source>Fields to add to each record</source>
   <translation>Felder, die jedem Datensatz hinzugefügt werden</translation>
  </message>
  <message>
   <source>Its new name</source>
   <translation>Sein neuer Name</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>New name</source>
   <translation>Neuer Name</translation>
  </message>
  <message>
   <source>Re&amp;name slide</source>
   <translation>Schnitt &amp;umbenennen</translation>
  </message>
  <message>
   <source>Reading {0}…</source>
   <translation>{0} wird gelesen…</translation>
  </message>
  <message>
   <source>Records are made anew with them; all else in them stays.</source>
   <translation>Datensätze werden damit neu erstellt; alles Übrige darin bleibt.</translation>
  </message>
  <message>
   <source>Slide to rename</source>
   <translation>Umzubenennender Schnitt</translation>
  </message>
  <message>
   <source>Tables (*.csv *.tsv *.parquet)</source>
   <translation>Tabellen (*.csv *.tsv *.parquet)</translation>
  </message>
  <message>
   <source>add fields, rename a slide</source>
   <translation>Felder hinzufügen, einen Schnitt umbenennen</translation>
  </message>
  <message>
   <source>adds {0}</source>
   <translation>fügt {0} hinzu</translation>
  </message>
  <message>
   <source>{0} (annotations)</source>
   <translation>{0} (Annotationen)</translation>
  </message>
  <message>
   <source>{0} ({1})</source>
   <translation>{0} ({1})</translation>
  </message>
  <message>
   <source>{0} renamed</source>
   <translation>{0} umbenannt</translation>
  </message>
  <message>
   <source>{0} renamed.</source>
   <translation>{0} umbenannt.</translation>
  </message>
 </context>
 <context>
  <name>NameModel</name>
  <message>
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>lies at {0}, {1}</source>
   <translation>liegt bei {0}, {1}</translation>
  </message>
  <message>
   <source>tells no location</source>
   <translation>nennt keine Position</translation>
  </message>
  <message>
   <source>x</source>
   <translation>x</translation>
  </message>
  <message>
   <source>y</source>
   <translation>y</translation>
  </message>
 </context>
 <context>
  <name>NameTable</name>
  <message>
   <source>Names of images and what they tell</source>
   <translation>Namen der Bilder und was sie besagen</translation>
  </message>
 </context>
 <context>
  <name>NamesPage</name>
  <message>
   <source>Choose a pattern that fits the names, or go on: records without a location show in table and grid, not on the map.</source>
   <translation>Wählen Sie ein Muster, das zu den Namen passt, oder fahren Sie fort: Datensätze ohne Position erscheinen in Tabelle und Raster, nicht auf der Karte.</translation>
  </message>
  <message>
   <source>Each slide is called as its folder is, unless the layout at step 2 says that names tell the slides.</source>
   <translation>Jeder Schnitt heißt wie sein Ordner, sofern nicht laut der Anordnung in Schritt 2 die Namen die Schnitte nennen.</translation>
  </message>
  <message>
   <source>Map of {0}</source>
   <translation>Karte von {0}</translation>
  </message>
  <message>
   <source>Names and locations</source>
   <translation>Namen und Positionen</translation>
  </message>
  <message>
   <source>No image becomes a record.</source>
   <translation>Aus keinem Bild wird ein Datensatz.</translation>
  </message>
  <message>
   <source>No location is known.</source>
   <translation>Keine Position ist bekannt.</translation>
  </message>
  <message>
   <source>No location of {0} is known.</source>
   <translation>Von {0} ist keine Position bekannt.</translation>
  </message>
  <message>
   <source>Of each slide as many as of another; a build reads them all</source>
   <translation>Von jedem Schnitt gleich viele; die Erstellung liest alle</translation>
  </message>
  <message>
   <source>Only &amp;without a location</source>
   <translation>Nur &amp;ohne Position</translation>
  </message>
  <message>
   <source>Only &amp;without a location ({0})</source>
   <translation>Nur &amp;ohne Position ({0})</translation>
  </message>
  <message>
   <source>Say how large a tile is on the slide. {0}</source>
   <translation>Geben Sie an, wie groß eine Kachel auf dem Schnitt ist. {0}</translation>
  </message>
  <message>
   <source>Slide on the map</source>
   <translation>Schnitt auf der Karte</translation>
  </message>
  <message>
   <source>The location of all {1} images is known.</source>
   <translation>Die Position aller {1} Bilder ist bekannt.</translation>
  </message>
  <message>
   <source>The location of every image is known, but this is no clean grid.</source>
   <translation>Die Position jedes Bildes ist bekannt, aber dies ist kein sauberes Gitter.</translation>
  </message>
  <message>
   <source>The location of {0} of {1} images is known.</source>
   <translation>Die Position von {0} der {1} Bilder ist bekannt.</translation>
  </message>
  <message>
   <source>The locations are corners, and Slideflow expects centres.</source>
   <translation>Die Positionen sind Ecken, Slideflow erwartet aber Mittelpunkte.</translation>
  </message>
  <message>
   <source>The names count columns and rows. Say how far apart these are on the slide.</source>
   <translation>Die Namen zählen Spalten und Zeilen. Geben Sie an, wie weit diese auf dem Schnitt auseinanderliegen.</translation>
  </message>
  <message>
   <source>The template is not finished.</source>
   <translation>Die Vorlage ist nicht fertig.</translation>
  </message>
  <message>
   <source>There is no slide.</source>
   <translation>Es gibt keinen Schnitt.</translation>
  </message>
  <message>
   <source>There is nothing to show.</source>
   <translation>Es gibt nichts anzuzeigen.</translation>
  </message>
  <message>
   <source>Until it is, this page shows what the one before told.</source>
   <translation>Bis dahin zeigt diese Seite, was die vorherige ergab.</translation>
  </message>
  <message>
   <source>Where each tile lies on its slide, as far as the names of the images tell.</source>
   <translation>Wo jede Kachel auf ihrem Schnitt liegt, soweit die Namen der Bilder es besagen.</translation>
  </message>
  <message>
   <source>Where each tile lies on its slide, as the sheet tells.</source>
   <translation>Wo jede Kachel auf ihrem Schnitt liegt, wie in der Tabelle angegeben.</translation>
  </message>
  <message>
   <source>{0} names shown</source>
   <translation>{0} Namen angezeigt</translation>
  </message>
  <message>
   <source>{0}: {1}</source>
   <translation>{0}: {1}</translation>
  </message>
 </context>
 <context>
  <name>NamingControls</name>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>&amp;Extent</source>
   <translation>&amp;Ausdehnung</translation>
  </message>
  <message>
   <source>&amp;Pattern</source>
   <translation>&amp;Muster</translation>
  </message>
  <message>
   <source>&amp;Template</source>
   <translation>&amp;Vorlage</translation>
  </message>
  <message>
   <source>Extent of a tile</source>
   <translation>Ausdehnung einer Kachel</translation>
  </message>
  <message>
   <source>From one column to the next, in level-0 slide pixels</source>
   <translation>Von einer Spalte zur nächsten, in Schnittpixeln der Ebene 0</translation>
  </message>
  <message>
   <source>N&amp;umbers are</source>
   <translation>Za&amp;hlen sind</translation>
  </message>
  <message>
   <source>None: names tell no location</source>
   <translation>Keines: Namen nennen keine Position</translation>
  </message>
  <message>
   <source>Own template…</source>
   <translation>Eigene Vorlage…</translation>
  </message>
  <message>
   <source>P&amp;itch</source>
   <translation>&amp;Gitterabstand</translation>
  </message>
  <message>
   <source>Parts: {slide} {x} {y} {column} {row} {width} {height} {right} {bottom} {level}, and {*} for anything</source>
   <translation>Bestandteile: {slide} {x} {y} {column} {row} {width} {height} {right} {bottom} {level}, und {*} für Beliebiges</translation>
  </message>
  <message>
   <source>Pattern of the names</source>
   <translation>Muster der Namen</translation>
  </message>
  <message>
   <source>Pitch</source>
   <translation>Gitterabstand</translation>
  </message>
  <message>
   <source>Recognise by itself</source>
   <translation>Automatisch erkennen</translation>
  </message>
  <message>
   <source>Recognised: {0}</source>
   <translation>Erkannt: {0}</translation>
  </message>
  <message>
   <source>Side of a tile in level-0 slide pixels: half of it leads from corner to centre</source>
   <translation>Kantenlänge einer Kachel in Schnittpixeln der Ebene 0: Die Hälfte davon führt von der Ecke zum Mittelpunkt</translation>
  </message>
  <message>
   <source>Template</source>
   <translation>Vorlage</translation>
  </message>
  <message>
   <source>Use {0}</source>
   <translation>{0} verwenden</translation>
  </message>
  <message>
   <source>What the numbers mean</source>
   <translation>Was die Zahlen bedeuten</translation>
  </message>
  <message>
   <source>as the pattern has it</source>
   <translation>wie im Muster</translation>
  </message>
  <message>
   <source>centres</source>
   <translation>Mittelpunkte</translation>
  </message>
  <message>
   <source>centres of tiles</source>
   <translation>Mittelpunkte der Kacheln</translation>
  </message>
  <message>
   <source>corners</source>
   <translation>Ecken</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>nicht bekannt</translation>
  </message>
  <message>
   <source>upper left corners</source>
   <translation>linke obere Ecken</translation>
  </message>
  <message>
   <source>{0}, as the pattern has it</source>
   <translation>{0}, wie im Muster</translation>
  </message>
 </context>
 <context>
  <name>Neighbours</name>
  <message>
   <source>No other tile of this slide lies near.</source>
   <translation>In der Nähe liegt keine andere Kachel dieses Schnitts.</translation>
  </message>
  <message>
   <source>The locations of this slide show no grid: it is not known how large its tiles are, nor what lies beside them.</source>
   <translation>Die Positionen dieses Schnitts zeigen kein Gitter: Es ist weder bekannt, wie groß seine Kacheln sind, noch, was neben ihnen liegt.</translation>
  </message>
  <message>
   <source>The tile has no location, so its neighbours are not known.</source>
   <translation>Die Kachel hat keine Position, daher sind ihre Nachbarn nicht bekannt.</translation>
  </message>
 </context>
 <context>
  <name>NoticeBar</name>
  <message>
   <source>Close this notice</source>
   <translation>Diesen Hinweis schließen</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
 </context>
 <context>
  <name>NumberPlot</name>
  <message>
   <source>None of the numbers is finite.</source>
   <translation>Keine der Zahlen ist endlich.</translation>
  </message>
  <message>
   <source>Plot of the numbers</source>
   <translation>Diagramm der Zahlen</translation>
  </message>
  <message>
   <source>There are no numbers to draw.</source>
   <translation>Es gibt keine Zahlen zu zeichnen.</translation>
  </message>
  <message>
   <source>Wheel: look closer · drag: move · double click: all</source>
   <translation>Mausrad: vergrößern · Ziehen: verschieben · Doppelklick: alles</translation>
  </message>
  <message>
   <source>[{0}] = {1}</source>
   <translation>[{0}] = {1}</translation>
  </message>
 </context>
 <context>
  <name>OutputPage</name>
  <message>
   <source> MB</source>
   <translation> MB</translation>
  </message>
  <message>
   <source>&amp;Append to them</source>
   <translation>&amp;Anhängen</translation>
  </message>
  <message>
   <source>&amp;Choose…</source>
   <translation>Aus&amp;wählen…</translation>
  </message>
  <message>
   <source>&amp;Folder</source>
   <translation>&amp;Ordner</translation>
  </message>
  <message>
   <source>&amp;Index beside each TFRecord</source>
   <translation>&amp;Index neben jedem TFRecord</translation>
  </message>
  <message>
   <source>&amp;Replace them</source>
   <translation>E&amp;rsetzen</translation>
  </message>
  <message>
   <source>&amp;Save Recipe…</source>
   <translation>Rezept &amp;speichern…</translation>
  </message>
  <message>
   <source>&amp;TFRecords a slide</source>
   <translation>&amp;TFRecords je Schnitt</translation>
  </message>
  <message>
   <source>&amp;Verify each TFRecord</source>
   <translation>Jeden TFRecord &amp;prüfen</translation>
  </message>
  <message>
   <source>&amp;manifest.json in the folder</source>
   <translation>&amp;manifest.json im Ordner</translation>
  </message>
  <message>
   <source>Afterwards</source>
   <translation>Danach</translation>
  </message>
  <message>
   <source>By records</source>
   <translation>Nach Datensätzen</translation>
  </message>
  <message>
   <source>By size</source>
   <translation>Nach Größe</translation>
  </message>
  <message>
   <source>Choose a folder to write to</source>
   <translation>Wählen Sie einen Zielordner</translation>
  </message>
  <message>
   <source>Each is read back, and every checksum compared.</source>
   <translation>Jeder wird zurückgelesen und jede Prüfsumme verglichen.</translation>
  </message>
  <message>
   <source>Folder of the TFRecords</source>
   <translation>Ordner der TFRecords</translation>
  </message>
  <message>
   <source>Folder to write to</source>
   <translation>Zielordner</translation>
  </message>
  <message>
   <source>How long it takes cannot be told: {0}</source>
   <translation>Die Dauer lässt sich nicht angeben: {0}</translation>
  </message>
  <message>
   <source>How many records each TFRecord has, as Slideflow keeps it.</source>
   <translation>Wie viele Datensätze jeder TFRecord hat, so wie Slideflow es festhält.</translation>
  </message>
  <message>
   <source>It makes opening quick; Slideflow reads locations from it.</source>
   <translation>Er beschleunigt das Öffnen; Slideflow liest daraus Positionen.</translation>
  </message>
  <message>
   <source>Keep all these choices as a file, for tfrviewer build --recipe or for later</source>
   <translation>All diese Einstellungen als Datei aufbewahren, für tfrviewer build --recipe oder für später</translation>
  </message>
  <message>
   <source>Looking at the folder…</source>
   <translation>Ordner wird geprüft…</translation>
  </message>
  <message>
   <source>Most megabytes of a TFRecord</source>
   <translation>Höchstens so viele Megabyte je TFRecord</translation>
  </message>
  <message>
   <source>Most records of a TFRecord</source>
   <translation>Höchstens so viele Datensätze je TFRecord</translation>
  </message>
  <message>
   <source>Never two slides in one TFRecord, unless they are merged.</source>
   <translation>Nie zwei Schnitte in einem TFRecord, es sei denn, sie werden zusammengeführt.</translation>
  </message>
  <message>
   <source>Nothing is written before you press Build.</source>
   <translation>Vor dem Klick auf „Erstellen“ wird nichts geschrieben.</translation>
  </message>
  <message>
   <source>One</source>
   <translation>Einer</translation>
  </message>
  <message>
   <source>Output</source>
   <translation>Ausgabe</translation>
  </message>
  <message>
   <source>S&amp;kip them</source>
   <translation>Ü&amp;berspringen</translation>
  </message>
  <message>
   <source>Say where the TFRecords go.</source>
   <translation>Geben Sie an, wohin die TFRecords kommen.</translation>
  </message>
  <message>
   <source>Sharding, index, checks</source>
   <translation>Aufteilung, Index, Prüfungen</translation>
  </message>
  <message>
   <source>Slideflow makes one when it first reads, without being asked.</source>
   <translation>Slideflow erstellt beim ersten Lesen ungefragt einen.</translation>
  </message>
  <message>
   <source>TFRecords a slide</source>
   <translation>TFRecords je Schnitt</translation>
  </message>
  <message>
   <source>This has been built here.</source>
   <translation>Dies wurde hier bereits erstellt.</translation>
  </message>
  <message>
   <source>Trying out how long it takes…</source>
   <translation>Dauer wird ermittelt…</translation>
  </message>
  <message>
   <source>What the disk made of it is not looked at.</source>
   <translation>Was auf dem Datenträger ankam, wird nicht geprüft.</translation>
  </message>
  <message>
   <source>Written with</source>
   <translation>Dazu</translation>
  </message>
 </context>
 <context>
  <name>PagedText</name>
  <message>
   <source>Find in this value</source>
   <translation>In diesem Wert suchen</translation>
  </message>
  <message>
   <source>First page</source>
   <translation>Erste Seite</translation>
  </message>
  <message>
   <source>Last page</source>
   <translation>Letzte Seite</translation>
  </message>
  <message>
   <source>Next page (Ctrl+PgDown)</source>
   <translation>Nächste Seite (Strg+Bild abwärts)</translation>
  </message>
  <message>
   <source>Page {0} of {1}</source>
   <translation>Seite {0} von {1}</translation>
  </message>
  <message>
   <source>Previous page (Ctrl+PgUp)</source>
   <translation>Vorherige Seite (Strg+Bild aufwärts)</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <source>not found</source>
   <translation>nicht gefunden</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
  <message>
   <source>{0} of {1}+</source>
   <translation>{0} von {1}+</translation>
  </message>
  <message>
   <source>…</source>
   <translation>…</translation>
  </message>
 </context>
 <context>
  <name>Pane</name>
  <message>
   <source>Next tile in {0}</source>
   <translation>Nächste Kachel auf Platz {0}</translation>
  </message>
  <message>
   <source>Previous tile in {0}</source>
   <translation>Vorherige Kachel auf Platz {0}</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <source>Remove {0}</source>
   <translation>{0} entfernen</translation>
  </message>
  <message>
   <source>The record cannot be read: {0}. Reload the dataset, in case the file has moved or changed.</source>
   <translation>Der Datensatz kann nicht gelesen werden: {0}. Laden Sie den Datenbestand neu, falls die Datei verschoben oder geändert wurde.</translation>
  </message>
  <message>
   <source>no location</source>
   <translation>keine Position</translation>
  </message>
  <message>
   <source>not shown by the filter</source>
   <translation>vom Filter ausgeblendet</translation>
  </message>
  <message>
   <source>number {0}</source>
   <translation>Nummer {0}</translation>
  </message>
  <message>
   <source>{0}  {1}</source>
   <translation>{0}  {1}</translation>
  </message>
 </context>
 <context>
  <name>PartsTable</name>
  <message>
   <source>A part has no name.</source>
   <translation>Ein Teil hat keinen Namen.</translation>
  </message>
  <message>
   <source>A&amp;dd Part</source>
   <translation>Teil &amp;hinzufügen</translation>
  </message>
  <message>
   <source>Condition</source>
   <translation>Bedingung</translation>
  </message>
  <message>
   <source>Part</source>
   <translation>Teil</translation>
  </message>
  <message>
   <source>Parts</source>
   <translation>Teile</translation>
  </message>
  <message>
   <source>Patients</source>
   <translation>Patienten</translation>
  </message>
  <message>
   <source>Re&amp;move Part</source>
   <translation>Tei&amp;l entfernen</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>Say which records “{0}” gets, as in x &gt; 1000.</source>
   <translation>Geben Sie an, welche Datensätze „{0}“ erhält, etwa x &gt; 1000.</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <source>Slides</source>
   <translation>Schnitte</translation>
  </message>
  <message>
   <source>The share of “{0}” is no number; write it as in 70 %.</source>
   <translation>Der Anteil von „{0}“ ist keine Zahl; schreiben Sie ihn etwa als 70 %.</translation>
  </message>
  <message>
   <source>Two parts are called “{0}”.</source>
   <translation>Zwei Teile heißen „{0}“.</translation>
  </message>
  <message>
   <source>a TFRecord of its own</source>
   <translation>ein eigener TFRecord</translation>
  </message>
  <message>
   <source>each slide</source>
   <translation>jeder Schnitt</translation>
  </message>
  <message>
   <source>in no part: not written</source>
   <translation>in keinem Teil: wird nicht geschrieben</translation>
  </message>
  <message>
   <source>the rest</source>
   <translation>der Rest</translation>
  </message>
 </context>
 <context>
  <name>PictureCanvas</name>
  <message>
   <source>Tile</source>
   <translation>Kachel</translation>
  </message>
 </context>
 <context>
  <name>PictureView</name>
  <message>
   <source>{0} by {1} pixels</source>
   <translation>{0} mal {1} Pixel</translation>
  </message>
 </context>
 <context>
  <name>PicturesPage</name>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>&amp;Decode every image</source>
   <translation>Jedes Bild &amp;dekodieren</translation>
  </message>
  <message>
   <source>&amp;Other sizes</source>
   <translation>Andere &amp;Größen</translation>
  </message>
  <message>
   <source>&amp;Quality</source>
   <translation>&amp;Qualität</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>As JPEG</source>
   <translation>Als JPEG</translation>
  </message>
  <message>
   <source>As PNG</source>
   <translation>Als PNG</translation>
  </message>
  <message>
   <source>As they are</source>
   <translation>Unverändert</translation>
  </message>
  <message>
   <source>B&amp;ad images</source>
   <translation>Fehler&amp;hafte Bilder</translation>
  </message>
  <message>
   <source>Bad images</source>
   <translation>Fehlerhafte Bilder</translation>
  </message>
  <message>
   <source>By location</source>
   <translation>Nach Position</translation>
  </message>
  <message>
   <source>By name</source>
   <translation>Nach Namen</translation>
  </message>
  <message>
   <source>CSV or Parquet with a column “slide”</source>
   <translation>CSV oder Parquet mit einer Spalte „slide“</translation>
  </message>
  <message>
   <source>Check</source>
   <translation>Prüfung</translation>
  </message>
  <message>
   <source>Check, size, labels, order</source>
   <translation>Prüfung, Größe, Labels, Reihenfolge</translation>
  </message>
  <message>
   <source>Choose a sheet of labels</source>
   <translation>Tabelle mit Labels wählen</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Auswählen…</translation>
  </message>
  <message>
   <source>Convert</source>
   <translation>Umwandeln</translation>
  </message>
  <message>
   <source>Images of other formats</source>
   <translation>Bilder anderer Formate</translation>
  </message>
  <message>
   <source>Images of other sizes</source>
   <translation>Bilder anderer Größen</translation>
  </message>
  <message>
   <source>Labels</source>
   <translation>Labels</translation>
  </message>
  <message>
   <source>Labels from a sheet</source>
   <translation>Labels aus einer Tabelle</translation>
  </message>
  <message>
   <source>Labels from s&amp;heet</source>
   <translation>Labels aus &amp;Tabelle</translation>
  </message>
  <message>
   <source>Labels of slides</source>
   <translation>Labels der Schnitte</translation>
  </message>
  <message>
   <source>Leave out</source>
   <translation>Auslassen</translation>
  </message>
  <message>
   <source>Leave out and list</source>
   <translation>Auslassen und auflisten</translation>
  </message>
  <message>
   <source>Na&amp;mes of the topmost folders, as</source>
   <translation>&amp;Namen der obersten Ordner, als</translation>
  </message>
  <message>
   <source>Name of the feature</source>
   <translation>Name des Feldes</translation>
  </message>
  <message>
   <source>O&amp;rder</source>
   <translation>&amp;Reihenfolge</translation>
  </message>
  <message>
   <source>Of JPEG, 1 to 100: the higher, the less is lost</source>
   <translation>Bei JPEG, 1 bis 100: je höher, desto weniger geht verloren</translation>
  </message>
  <message>
   <source>Order of records</source>
   <translation>Reihenfolge der Datensätze</translation>
  </message>
  <message>
   <source>Other &amp;formats</source>
   <translation>Andere &amp;Formate</translation>
  </message>
  <message>
   <source>Pictures</source>
   <translation>Bilddaten</translation>
  </message>
  <message>
   <source>Quality of JPEG</source>
   <translation>JPEG-Qualität</translation>
  </message>
  <message>
   <source>S&amp;eed</source>
   <translation>Startw&amp;ert</translation>
  </message>
  <message>
   <source>S&amp;tore images</source>
   <translation>Bilder &amp;speichern</translation>
  </message>
  <message>
   <source>Scale all to a s&amp;ide of</source>
   <translation>Alle skalieren auf &amp;Kantenlänge</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Sheets (*.csv *.parquet)</source>
   <translation>Tabellen (*.csv *.parquet)</translation>
  </message>
  <message>
   <source>Shuffled</source>
   <translation>Gemischt</translation>
  </message>
  <message>
   <source>Side of all images in pixels</source>
   <translation>Kantenlänge aller Bilder in Pixeln</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Stop the build</source>
   <translation>Erstellung anhalten</translation>
  </message>
  <message>
   <source>Store images</source>
   <translation>Bilder speichern</translation>
  </message>
  <message>
   <source>Take as they are</source>
   <translation>Unverändert übernehmen</translation>
  </message>
  <message>
   <source>These choices suit most datasets; each says what it means for your images.</source>
   <translation>Diese Einstellungen passen für die meisten Datenbestände; jede sagt, was sie für Ihre Bilder bedeutet.</translation>
  </message>
 </context>
 <context>
  <name>PlacesModel</name>
  <message>
   <source>What becomes of it</source>
   <translation>Was damit geschieht</translation>
  </message>
  <message>
   <source>Where</source>
   <translation>Stelle</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>Grund</translation>
  </message>
 </context>
 <context>
  <name>PresetButtons</name>
  <message>
   <source>{0}: {1}</source>
   <translation>{0}: {1}</translation>
  </message>
 </context>
 <context>
  <name>ProblemPane</name>
  <message>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <source>Copy what is chosen, or all (Ctrl+C)</source>
   <translation>Ausgewähltes oder alles kopieren (Strg+C)</translation>
  </message>
  <message>
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <source>Open the folder of what is chosen (Enter)</source>
   <translation>Ordner des Ausgewählten öffnen (Eingabe)</translation>
  </message>
 </context>
 <context>
  <name>ProblemView</name>
  <message>
   <source>&amp;Copy</source>
   <translation>&amp;Kopieren</translation>
  </message>
  <message>
   <source>&amp;Open Folder</source>
   <translation>Ordner ö&amp;ffnen</translation>
  </message>
  <message>
   <source>Copied: {0}</source>
   <translation>Kopiert: {0}</translation>
  </message>
  <message>
   <source>Copy &amp;Paths</source>
   <translation>&amp;Pfade kopieren</translation>
  </message>
  <message>
   <source>The folder is {0}</source>
   <translation>Der Ordner ist {0}</translation>
  </message>
 </context>
 <context>
  <name>Problems</name>
  <message>
   <source>&amp;Kind</source>
   <translation>&amp;Art</translation>
  </message>
  <message>
   <source>Every image that was found becomes a record.</source>
   <translation>Aus jedem gefundenen Bild wird ein Datensatz.</translation>
  </message>
  <message>
   <source>Kind of problem</source>
   <translation>Art des Problems</translation>
  </message>
  <message>
   <source>Look for a file</source>
   <translation>Datei suchen</translation>
  </message>
  <message>
   <source>Nothing is wrong.</source>
   <translation>Alles in Ordnung.</translation>
  </message>
  <message>
   <source>Part of a name or folder</source>
   <translation>Teil eines Namens oder Ordners</translation>
  </message>
  <message>
   <source>Problems</source>
   <translation>Probleme</translation>
  </message>
  <message>
   <source>all ({0})</source>
   <translation>alle ({0})</translation>
  </message>
 </context>
 <context>
  <name>ProjectDialog</name>
  <message>
   <source>&amp;Sources</source>
   <translation>&amp;Quellen</translation>
  </message>
  <message>
   <source>&amp;Tiles</source>
   <translation>&amp;Kacheln</translation>
  </message>
  <message>
   <source>1 TFRecord</source>
   <translation>1 TFRecord</translation>
  </message>
  <message>
   <source>Folders {0}</source>
   <translation>Ordner {0}</translation>
  </message>
  <message>
   <source>It names no folder of TFRecords</source>
   <translation>Sie nennt keinen Ordner mit TFRecords</translation>
  </message>
  <message>
   <source>Open Slideflow Project</source>
   <translation>Slideflow-Projekt öffnen</translation>
  </message>
  <message>
   <source>Size of the tiles</source>
   <translation>Größe der Kacheln</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>Quellen</translation>
  </message>
  <message>
   <source>The project does not use it</source>
   <translation>Das Projekt verwendet sie nicht</translation>
  </message>
  <message>
   <source>These sources have no tiles of this size.</source>
   <translation>Diese Quellen haben keine Kacheln dieser Größe.</translation>
  </message>
  <message>
   <source>Tick a source.</source>
   <translation>Kreuzen Sie eine Quelle an.</translation>
  </message>
  <message>
   <source>no TFRecords</source>
   <translation>keine TFRecords</translation>
  </message>
  <message>
   <source>{0} TFRecords</source>
   <translation>{0} TFRecords</translation>
  </message>
 </context>
 <context>
  <name>ReadOut</name>
  <message>
   <source>Pixel</source>
   <translation>Pixel</translation>
  </message>
  <message>
   <source>{0}, {1}  ·  RGB {2}  ·  {3}  ·  OD {4}</source>
   <translation>{0}, {1}  ·  RGB {2}  ·  {3}  ·  OD {4}</translation>
  </message>
 </context>
 <context>
  <name>Recent</name>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>today</source>
   <translation>heute</translation>
  </message>
  <message>
   <source>yesterday</source>
   <translation>gestern</translation>
  </message>
  <message>
   <source>{0} days ago</source>
   <translation>vor {0} Tagen</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
 </context>
 <context>
  <name>RecentCard</name>
  <message>
   <source>&amp;Copy Its Path</source>
   <translation>Pfad &amp;kopieren</translation>
  </message>
  <message>
   <source>&amp;Open</source>
   <translation>&amp;Öffnen</translation>
  </message>
  <message>
   <source>&amp;Pin to the Top</source>
   <translation>Oben &amp;anheften</translation>
  </message>
  <message>
   <source>&amp;Remove From the List</source>
   <translation>Aus der Liste &amp;entfernen</translation>
  </message>
  <message>
   <source>&amp;Unpin</source>
   <translation>&amp;Lösen</translation>
  </message>
  <message>
   <source>More about {0}</source>
   <translation>Mehr zu {0}</translation>
  </message>
  <message>
   <source>Open in New &amp;Window</source>
   <translation>In neuem &amp;Fenster öffnen</translation>
  </message>
  <message>
   <source>Pin, remove and more</source>
   <translation>Anheften, entfernen und mehr</translation>
  </message>
 </context>
 <context>
  <name>RecentMenu</name>
  <message>
   <source>Clear List</source>
   <translation>Liste leeren</translation>
  </message>
  <message>
   <source>Clear List Except What Is Pinned</source>
   <translation>Liste bis auf Angeheftetes leeren</translation>
  </message>
 </context>
 <context>
  <name>RecentRecords</name>
  <message>
   <source>Number {0}</source>
   <translation>Nummer {0}</translation>
  </message>
  <message>
   <source>Records looked at last</source>
   <translation>Zuletzt angesehene Datensätze</translation>
  </message>
  <message>
   <source>{0}
record {1}</source>
   <translation>{0}
Datensatz {1}</translation>
  </message>
  <message>
   <source>{0}
x {1}  y {2}</source>
   <translation>{0}
x {1}  y {2}</translation>
  </message>
 </context>
 <context>
  <name>RecipeSaver</name>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Recipe saved as {0}</source>
   <translation>Rezept gespeichert als {0}</translation>
  </message>
  <message>
   <source>Recipes (*.toml)</source>
   <translation>Rezepte (*.toml)</translation>
  </message>
  <message>
   <source>Save Recipe</source>
   <translation>Rezept speichern</translation>
  </message>
  <message>
   <source>The recipe cannot be written: {0}</source>
   <translation>Das Rezept kann nicht geschrieben werden: {0}</translation>
  </message>
 </context>
 <context>
  <name>RecordHead</name>
  <message>
   <source>No record</source>
   <translation>Kein Datensatz</translation>
  </message>
  <message>
   <source>Number {0}  ·  record {1} of {2}</source>
   <translation>Nummer {0}  ·  Datensatz {1} in {2}</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>no location</source>
   <translation>keine Position</translation>
  </message>
  <message>
   <source>unknown format</source>
   <translation>unbekanntes Format</translation>
  </message>
  <message>
   <source>x {0}   y {1}</source>
   <translation>x {0}   y {1}</translation>
  </message>
  <message>
   <source>{0} × {1} px</source>
   <translation>{0} × {1} px</translation>
  </message>
  <message>
   <source>{0}, the first of its steps</source>
   <translation>{0}, erster Schritt</translation>
  </message>
  <message>
   <source>{0}, values 0 to {1} brightened</source>
   <translation>{0}, Werte 0 bis {1} aufgehellt</translation>
  </message>
 </context>
 <context>
  <name>RecordHeader</name>
  <message>
   <source>Columns</source>
   <translation>Spalten</translation>
  </message>
 </context>
 <context>
  <name>RecordModel</name>
  <message>
   <source>Byte in the TFRecord where the record begins</source>
   <translation>Byte im TFRecord, an dem der Datensatz beginnt</translation>
  </message>
  <message>
   <source>Bytes that the record takes in the TFRecord, with its framing</source>
   <translation>Bytes, die der Datensatz im TFRecord einnimmt, samt Rahmen</translation>
  </message>
  <message>
   <source>Centre of the tile, in level-0 pixels of the slide, downwards</source>
   <translation>Mittelpunkt der Kachel, in Pixeln des Schnitts auf Ebene 0, nach unten</translation>
  </message>
  <message>
   <source>Centre of the tile, in level-0 pixels of the slide, to the right</source>
   <translation>Mittelpunkt der Kachel, in Pixeln des Schnitts auf Ebene 0, nach rechts</translation>
  </message>
  <message>
   <source>Click to sort again.</source>
   <translation>Klicken, um erneut zu sortieren.</translation>
  </message>
  <message>
   <source>Click to sort, Shift+click to sort by it next.</source>
   <translation>Klick sortiert, Umschalt+Klick sortiert als Nächstes danach.</translation>
  </message>
  <message>
   <source>Click to sort.</source>
   <translation>Klicken, um zu sortieren.</translation>
  </message>
  <message>
   <source>Field “{0}”</source>
   <translation>Feld „{0}“</translation>
  </message>
  <message>
   <source>Format of the image</source>
   <translation>Format des Bildes</translation>
  </message>
  <message>
   <source>Height of the image in pixels</source>
   <translation>Höhe des Bildes in Pixeln</translation>
  </message>
  <message>
   <source>Its values are still being read.</source>
   <translation>Die Werte werden noch gelesen.</translation>
  </message>
  <message>
   <source>Name of the TFRecord</source>
   <translation>Name des TFRecords</translation>
  </message>
  <message>
   <source>Number of the record in its TFRecord</source>
   <translation>Nummer des Datensatzes in seinem TFRecord</translation>
  </message>
  <message>
   <source>Running number of the record in the dataset</source>
   <translation>Laufende Nummer des Datensatzes im Datenbestand</translation>
  </message>
  <message>
   <source>Slide that the tile was cut from</source>
   <translation>Schnitt, aus dem die Kachel stammt</translation>
  </message>
  <message>
   <source>The filter asks for it.</source>
   <translation>Der Filter fragt danach.</translation>
  </message>
  <message>
   <source>The order is out of date: values came in after it was made.</source>
   <translation>Die Reihenfolge ist veraltet: Seither sind Werte hinzugekommen.</translation>
  </message>
  <message>
   <source>What is wrong with the record</source>
   <translation>Was mit dem Datensatz nicht stimmt</translation>
  </message>
  <message>
   <source>Width of the image in pixels</source>
   <translation>Breite des Bildes in Pixeln</translation>
  </message>
  <message>
   <source>and {0} more</source>
   <translation>und {0} weitere</translation>
  </message>
  <message>
   <source>filtered</source>
   <translation>gefiltert</translation>
  </message>
  <message>
   <source>has findings</source>
   <translation>hat Befunde</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <source>out of date</source>
   <translation>veraltet</translation>
  </message>
  <message>
   <source>selected</source>
   <translation>ausgewählt</translation>
  </message>
  <message>
   <source>sort key {0}, ascending</source>
   <translation>Sortierschlüssel {0}, aufsteigend</translation>
  </message>
  <message>
   <source>sort key {0}, descending</source>
   <translation>Sortierschlüssel {0}, absteigend</translation>
  </message>
  <message>
   <source>still being read</source>
   <translation>wird noch gelesen</translation>
  </message>
  <message>
   <source>“{0}” of the annotations</source>
   <translation>„{0}“ aus den Annotationen</translation>
  </message>
 </context>
 <context>
  <name>RecordPanel</name>
  <message>
   <source>A checksum holds if the one stored is the one computed from the bytes.</source>
   <translation>Eine Prüfsumme stimmt, wenn die gespeicherte gleich der aus den Bytes berechneten ist.</translation>
  </message>
  <message>
   <source>Bytes of the record</source>
   <translation>Bytes des Datensatzes</translation>
  </message>
  <message>
   <source>Framing of the record</source>
   <translation>Rahmen des Datensatzes</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <source>Length CRC</source>
   <translation>CRC der Länge</translation>
  </message>
  <message>
   <source>Offset</source>
   <translation>Offset</translation>
  </message>
  <message>
   <source>Payload CRC</source>
   <translation>CRC der Nutzdaten</translation>
  </message>
  <message>
   <source>The framing of this record cannot be read.</source>
   <translation>Der Rahmen dieses Datensatzes ist unlesbar.</translation>
  </message>
  <message>
   <source>What this byte is</source>
   <translation>Was dieses Byte ist</translation>
  </message>
  <message>
   <source>byte {0}</source>
   <translation>Byte {0}</translation>
  </message>
  <message>
   <source>does not match</source>
   <translation>stimmt nicht</translation>
  </message>
  <message>
   <source>holds</source>
   <translation>stimmt</translation>
  </message>
  <message>
   <source>{0} bytes, framed {1}</source>
   <translation>{0} Byte, mit Rahmen {1}</translation>
  </message>
  <message>
   <source>{0} stored, {1} computed</source>
   <translation>gespeichert {0}, berechnet {1}</translation>
  </message>
 </context>
 <context>
  <name>RecordSaving</name>
  <message>
   <source>&amp;End Saving</source>
   <translation>Speichern &amp;beenden</translation>
  </message>
  <message>
   <source>&amp;Go On</source>
   <translation>&amp;Fortfahren</translation>
  </message>
  <message>
   <source>End saving and close the window?</source>
   <translation>Speichern beenden und Fenster schließen?</translation>
  </message>
  <message>
   <source>Open it</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Records Are Being Saved</source>
   <translation>Datensätze werden gespeichert</translation>
  </message>
  <message>
   <source>Remarks…</source>
   <translation>Anmerkungen…</translation>
  </message>
  <message>
   <source>Saving failed</source>
   <translation>Speichern fehlgeschlagen</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner anzeigen</translation>
  </message>
  <message>
   <source>The dialog cannot be made</source>
   <translation>Der Dialog lässt sich nicht öffnen</translation>
  </message>
  <message>
   <source>The folder is {0}</source>
   <translation>Der Ordner ist {0}</translation>
  </message>
  <message>
   <source>What is finished stays; what is not leaves nothing behind.</source>
   <translation>Was fertig ist, bleibt; was nicht fertig ist, hinterlässt nichts.</translation>
  </message>
  <message>
   <source>What was left out…</source>
   <translation>Was ausgelassen wurde…</translation>
  </message>
 </context>
 <context>
  <name>RecordStructure</name>
  <message>
   <source>1 byte</source>
   <translation>1 Byte</translation>
  </message>
  <message>
   <source>Checksum of the length</source>
   <translation>Prüfsumme der Länge</translation>
  </message>
  <message>
   <source>Checksum of the payload</source>
   <translation>Prüfsumme der Nutzdaten</translation>
  </message>
  <message>
   <source>Length</source>
   <translation>Länge</translation>
  </message>
  <message>
   <source>Payload</source>
   <translation>Nutzdaten</translation>
  </message>
  <message>
   <source>a field that Examples do not have</source>
   <translation>ein Feld, das es in einem Example nicht gibt</translation>
  </message>
  <message>
   <source>byte {0}</source>
   <translation>Byte {0}</translation>
  </message>
  <message>
   <source>bytes {0}–{1}</source>
   <translation>Bytes {0}–{1}</translation>
  </message>
  <message>
   <source>length {0}</source>
   <translation>Länge {0}</translation>
  </message>
  <message>
   <source>name {0}</source>
   <translation>Name {0}</translation>
  </message>
  <message>
   <source>no bytes</source>
   <translation>keine Bytes</translation>
  </message>
  <message>
   <source>no numbers</source>
   <translation>keine Zahlen</translation>
  </message>
  <message>
   <source>not taken apart: there is too much of it</source>
   <translation>nicht zerlegt: zu umfangreich</translation>
  </message>
  <message>
   <source>tag of field {0}</source>
   <translation>Kennung von Feld {0}</translation>
  </message>
  <message>
   <source>value {0}</source>
   <translation>Wert {0}</translation>
  </message>
  <message>
   <source>value {0} at [{1}]</source>
   <translation>Wert {0} bei [{1}]</translation>
  </message>
  <message>
   <source>{0} bytes</source>
   <translation>{0} Byte</translation>
  </message>
  <message>
   <source>{0} image</source>
   <translation>{0}-Bild</translation>
  </message>
  <message>
   <source>{0} numbers</source>
   <translation>{0} Zahlen</translation>
  </message>
  <message>
   <source>{0} · {1} · {2}</source>
   <translation>{0} · {1} · {2}</translation>
  </message>
  <message>
   <source>{0} ✓ holds</source>
   <translation>{0} ✓ stimmt</translation>
  </message>
  <message>
   <source>{0} ✗ computed: {1}</source>
   <translation>{0} ✗ berechnet: {1}</translation>
  </message>
  <message>
   <source>{0}, damaged ✗</source>
   <translation>{0}, beschädigt ✗</translation>
  </message>
  <message>
   <source>{0}, {1}</source>
   <translation>{0}, {1}</translation>
  </message>
  <message>
   <source>{0}: {1} · {2}</source>
   <translation>{0}: {1} · {2}</translation>
  </message>
  <message>
   <source>✗ broken: {0}</source>
   <translation>✗ fehlerhaft: {0}</translation>
  </message>
  <message>
   <source>✗ {0}</source>
   <translation>✗ {0}</translation>
  </message>
 </context>
 <context>
  <name>RecordTable</name>
  <message>
   <source>Alt+Down</source>
   <translation>Alt+Herunter</translation>
  </message>
  <message>
   <source>By “{0}”</source>
   <translation>Nach „{0}“</translation>
  </message>
  <message>
   <source>Choose columns…</source>
   <translation>Spalten wählen…</translation>
  </message>
  <message>
   <source>Compare tiles</source>
   <translation>Kacheln vergleichen</translation>
  </message>
  <message>
   <source>Copy record with header</source>
   <translation>Datensatz mit Kopfzeile kopieren</translation>
  </message>
  <message>
   <source>Copy value</source>
   <translation>Wert kopieren</translation>
  </message>
  <message>
   <source>Copy without header</source>
   <translation>Ohne Kopfzeile kopieren</translation>
  </message>
  <message>
   <source>Copy {0} records with header</source>
   <translation>{0} Datensätze mit Kopfzeile kopieren</translation>
  </message>
  <message>
   <source>Do not sort</source>
   <translation>Nicht sortieren</translation>
  </message>
  <message>
   <source>Do not sort by this</source>
   <translation>Nicht hiernach sortieren</translation>
  </message>
  <message>
   <source>Freeze at the left</source>
   <translation>Links fixieren</translation>
  </message>
  <message>
   <source>Hide selected</source>
   <translation>Ausgewählte ausblenden</translation>
  </message>
  <message>
   <source>Hide “{0}”</source>
   <translation>„{0}“ ausblenden</translation>
  </message>
  <message>
   <source>Let it scroll again</source>
   <translation>Fixierung aufheben</translation>
  </message>
  <message>
   <source>One line a record. Space opens its tile, Shift and an arrow selects.</source>
   <translation>Eine Zeile je Datensatz. Die Leertaste öffnet die Kachel, Umschalt mit Pfeiltaste wählt aus.</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>Resize all to contents</source>
   <translation>Alle an Inhalt anpassen</translation>
  </message>
  <message>
   <source>Resize to contents</source>
   <translation>An Inhalt anpassen</translation>
  </message>
  <message>
   <source>Return</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Save selection as…</source>
   <translation>Auswahl speichern unter…</translation>
  </message>
  <message>
   <source>Show all columns</source>
   <translation>Alle Spalten anzeigen</translation>
  </message>
  <message>
   <source>Show everything</source>
   <translation>Alles anzeigen</translation>
  </message>
  <message>
   <source>Show only selected</source>
   <translation>Nur ausgewählte anzeigen</translation>
  </message>
  <message>
   <source>Show only where</source>
   <translation>Nur anzeigen, wenn</translation>
  </message>
  <message>
   <source>Sort again</source>
   <translation>Neu sortieren</translation>
  </message>
  <message>
   <source>Sort ascending</source>
   <translation>Aufsteigend sortieren</translation>
  </message>
  <message>
   <source>Sort descending</source>
   <translation>Absteigend sortieren</translation>
  </message>
  <message>
   <source>Statistics and filter…</source>
   <translation>Statistik und Filter…</translation>
  </message>
  <message>
   <source>Then by this, ascending</source>
   <translation>Dann hiernach, aufsteigend</translation>
  </message>
  <message>
   <source>Then by this, descending</source>
   <translation>Dann hiernach, absteigend</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlend</translation>
  </message>
  <message>
   <source>{0} &lt; {1}</source>
   <translation>{0} &lt; {1}</translation>
  </message>
  <message>
   <source>{0} &gt; {1}</source>
   <translation>{0} &gt; {1}</translation>
  </message>
  <message>
   <source>{0} contains {1}</source>
   <translation>{0} enthält {1}</translation>
  </message>
  <message>
   <source>{0} is not {1}</source>
   <translation>{0} ist nicht {1}</translation>
  </message>
  <message>
   <source>{0} is {1}</source>
   <translation>{0} ist {1}</translation>
  </message>
 </context>
 <context>
  <name>ReportDialog</name>
  <message>
   <source> tiles</source>
   <translation> Kacheln</translation>
  </message>
  <message>
   <source>&amp;Histograms</source>
   <translation>&amp;Histogramme</translation>
  </message>
  <message>
   <source>&amp;Look at</source>
   <translation>&amp;Umfang</translation>
  </message>
  <message>
   <source>&amp;Maps of slides</source>
   <translation>&amp;Karten der Schnitte</translation>
  </message>
  <message>
   <source>&amp;Slides in a table</source>
   <translation>&amp;Schnitte als Tabelle</translation>
  </message>
  <message>
   <source>&amp;Title</source>
   <translation>&amp;Titel</translation>
  </message>
  <message>
   <source>1 TFRecord is not verified: Tools &gt; Verify does it.</source>
   <translation>1 TFRecord ist nicht geprüft: Extras &gt; Prüfen holt es nach.</translation>
  </message>
  <message>
   <source>A4, with numbered pages and the contents beside them.</source>
   <translation>A4, mit Seitenzahlen und dem Inhaltsverzeichnis daneben.</translation>
  </message>
  <message>
   <source>All {0} tiles</source>
   <translation>Alle {0} Kacheln</translation>
  </message>
  <message>
   <source>At &amp;random</source>
   <translation>Zu&amp;fällig</translation>
  </message>
  <message>
   <source>F&amp;indings one by one</source>
   <translation>&amp;Befunde einzeln</translation>
  </message>
  <message>
   <source>Filter: {0}</source>
   <translation>Filter: {0}</translation>
  </message>
  <message>
   <source>No tile was flagged yet.</source>
   <translation>Noch keine Kachel markiert.</translation>
  </message>
  <message>
   <source>One file with its pictures inside; any browser opens it without a network.</source>
   <translation>Eine einzige Datei samt Bildern; jeder Browser öffnet sie auch ohne Netz.</translation>
  </message>
  <message>
   <source>PDF (*.pdf)</source>
   <translation>PDF (*.pdf)</translation>
  </message>
  <message>
   <source>Page: HTML</source>
   <translation>Seite: HTML</translation>
  </message>
  <message>
   <source>Pages (*.html)</source>
   <translation>Seiten (*.html)</translation>
  </message>
  <message>
   <source>Pages to print: PDF</source>
   <translation>Druckseiten: PDF</translation>
  </message>
  <message>
   <source>Re&amp;jected tiles</source>
   <translation>&amp;Verworfene Kacheln</translation>
  </message>
  <message>
   <source>Report on {0}</source>
   <translation>Bericht über {0}</translation>
  </message>
  <message>
   <source>Save &amp;as</source>
   <translation>Speichern &amp;als</translation>
  </message>
  <message>
   <source>Save…</source>
   <translation>Speichern…</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <source>Slides &amp;without tiles</source>
   <translation>Schnitte &amp;ohne Kacheln</translation>
  </message>
  <message>
   <source>Tell</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>The one that is shown</source>
   <translation>Die eine angezeigte</translation>
  </message>
  <message>
   <source>The one tile</source>
   <translation>Die eine Kachel</translation>
  </message>
  <message>
   <source>The report says so as well.</source>
   <translation>Der Bericht sagt das ebenfalls.</translation>
  </message>
  <message>
   <source>The same seed draws the same tiles of the same dataset again.</source>
   <translation>Gleicher Startwert, gleiche Kacheln aus dem gleichen Datenbestand.</translation>
  </message>
  <message>
   <source>The tiles are not measured: Tools &gt; Measure Tiles finds out which are blank, blurred or inked.</source>
   <translation>Die Kacheln sind nicht gemessen: Extras &gt; Kacheln messen ermittelt, welche leer, unscharf oder mit Tinte bedeckt sind.</translation>
  </message>
  <message>
   <source>The {0} that are shown</source>
   <translation>Die {0} angezeigten</translation>
  </message>
  <message>
   <source>Tiles &amp;drawn at random</source>
   <translation>Zufällig &amp;gezogene Kacheln</translation>
  </message>
  <message>
   <source>Tiles at most</source>
   <translation>Kacheln höchstens</translation>
  </message>
  <message>
   <source>Title of the report</source>
   <translation>Titel des Berichts</translation>
  </message>
  <message>
   <source>Verified and measured.</source>
   <translation>Geprüft und gemessen.</translation>
  </message>
  <message>
   <source>What it is saved as</source>
   <translation>Als was gespeichert wird</translation>
  </message>
  <message>
   <source>Which tiles are looked at</source>
   <translation>Welche Kacheln berücksichtigt werden</translation>
  </message>
  <message>
   <source>seed </source>
   <translation>Startwert </translation>
  </message>
  <message>
   <source>{0} TFRecords are not verified: Tools &gt; Verify does it.</source>
   <translation>{0} TFRecords sind nicht geprüft: Extras &gt; Prüfen holt es nach.</translation>
  </message>
 </context>
 <context>
  <name>ReportMaking</name>
  <message>
   <source>It is {0}</source>
   <translation>Zu finden unter {0}</translation>
  </message>
  <message>
   <source>Open it</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Report on {0}</source>
   <translation>Bericht über {0}</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner anzeigen</translation>
  </message>
  <message>
   <source>The dialog cannot be made</source>
   <translation>Der Dialog lässt sich nicht öffnen</translation>
  </message>
  <message>
   <source>The records are still being read. Ask again once they are.</source>
   <translation>Die Datensätze werden noch gelesen. Versuchen Sie es danach noch einmal.</translation>
  </message>
  <message>
   <source>The report was not saved</source>
   <translation>Der Bericht wurde nicht gespeichert</translation>
  </message>
  <message>
   <source>The report was not saved: it was cancelled.</source>
   <translation>Der Bericht wurde nicht gespeichert: Der Vorgang wurde abgebrochen.</translation>
  </message>
 </context>
 <context>
  <name>ReportWindow</name>
  <message>
   <source>1 file</source>
   <translation>1 Datei</translation>
  </message>
  <message>
   <source>All files ({0})</source>
   <translation>Alle Dateien ({0})</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Files and what became of them</source>
   <translation>Dateien und was aus ihnen wurde</translation>
  </message>
  <message>
   <source>Report of the Build</source>
   <translation>Bericht der Erstellung</translation>
  </message>
  <message>
   <source>Save Report</source>
   <translation>Bericht speichern</translation>
  </message>
  <message>
   <source>Save as &amp;CSV…</source>
   <translation>Als &amp;CSV speichern…</translation>
  </message>
  <message>
   <source>Save as &amp;JSON…</source>
   <translation>Als &amp;JSON speichern…</translation>
  </message>
  <message>
   <source>Saved as {0}</source>
   <translation>Gespeichert als {0}</translation>
  </message>
  <message>
   <source>What became of them</source>
   <translation>Was aus ihnen wurde</translation>
  </message>
  <message>
   <source>Words in paths and reasons</source>
   <translation>Text in Pfaden und Gründen</translation>
  </message>
  <message>
   <source>{0} cannot be written: {1}</source>
   <translation>{0} lässt sich nicht schreiben: {1}</translation>
  </message>
  <message>
   <source>{0} files</source>
   <translation>{0} Dateien</translation>
  </message>
 </context>
 <context>
  <name>Reporting</name>
  <message>
   <source>1 error</source>
   <translation>1 Fehler</translation>
  </message>
  <message>
   <source>1 warning</source>
   <translation>1 Warnung</translation>
  </message>
  <message>
   <source>{0} errors</source>
   <translation>{0} Fehler</translation>
  </message>
  <message>
   <source>{0} warnings</source>
   <translation>{0} Warnungen</translation>
  </message>
  <message>
   <source>{0} was saved: nothing was found to be wrong.</source>
   <translation>{0} wurde gespeichert: nichts zu beanstanden.</translation>
  </message>
  <message>
   <source>{0} was saved: nothing wrong was found so far, but not all files are verified.</source>
   <translation>{0} wurde gespeichert: Bisher wurde kein Fehler gefunden, aber nicht alle Dateien sind geprüft.</translation>
  </message>
  <message>
   <source>{0} was saved: {1}, {2}.</source>
   <translation>{0} wurde gespeichert: {1}, {2}.</translation>
  </message>
 </context>
 <context>
  <name>RestrictionChip</name>
  <message>
   <source>Show again the records that were hidden</source>
   <translation>Die ausgeblendeten Datensätze wieder anzeigen</translation>
  </message>
  <message>
   <source>Show again the records that were not selected</source>
   <translation>Die nicht ausgewählten Datensätze wieder anzeigen</translation>
  </message>
  <message>
   <source>{0} hidden</source>
   <translation>{0} ausgeblendet</translation>
  </message>
  <message>
   <source>{0} selected only</source>
   <translation>nur {0} ausgewählte</translation>
  </message>
 </context>
 <context>
  <name>ResultPage</name>
  <message>
   <source>&amp;Open in tfrviewer</source>
   <translation>In &amp;tfrviewer öffnen</translation>
  </message>
  <message>
   <source>&amp;Save Recipe…</source>
   <translation>Rezept &amp;speichern…</translation>
  </message>
  <message>
   <source>Every file and what became of it; save it as CSV or JSON</source>
   <translation>Jede Datei und was aus ihr wurde; als CSV oder JSON speicherbar</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Left out ({0})</source>
   <translation>Ausgelassen ({0})</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>Hinweise</translation>
  </message>
  <message>
   <source>Notes ({0})</source>
   <translation>Hinweise ({0})</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <source>Show &amp;Folder</source>
   <translation>&amp;Ordner anzeigen</translation>
  </message>
  <message>
   <source>Show &amp;Report…</source>
   <translation>&amp;Bericht anzeigen…</translation>
  </message>
  <message>
   <source>Show what was built in the window</source>
   <translation>Das Erstellte im Fenster zeigen</translation>
  </message>
  <message>
   <source>TFRecords ({0})</source>
   <translation>TFRecords ({0})</translation>
  </message>
  <message>
   <source>The folder is {0}</source>
   <translation>Der Ordner ist {0}</translation>
  </message>
  <message>
   <source>To build the same again, here or with tfrviewer build</source>
   <translation>Um dasselbe noch einmal zu erstellen, hier oder mit tfrviewer build</translation>
  </message>
  <message>
   <source>What became of the images</source>
   <translation>Was aus den Bildern wurde</translation>
  </message>
 </context>
 <context>
  <name>Results</name>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>on</source>
   <translation>an</translation>
  </message>
 </context>
 <context>
  <name>Reviewing</name>
  <message>
   <source>Every tile that is shown has a flag.</source>
   <translation>Jede angezeigte Kachel hat eine Markierung.</translation>
  </message>
  <message>
   <source>Flagged “{0}”</source>
   <translation>Als „{0}“ markiert</translation>
  </message>
  <message>
   <source>Key {0} gives no class yet: give it a name first.</source>
   <translation>Taste {0} steht noch für keine Klasse: erst benennen.</translation>
  </message>
  <message>
   <source>Name Classes…</source>
   <translation>Klassen benennen…</translation>
  </message>
  <message>
   <source>No flag any more</source>
   <translation>Markierung entfernt</translation>
  </message>
  <message>
   <source>Not saved</source>
   <translation>Nicht gespeichert</translation>
  </message>
  <message>
   <source>Nothing is flagged yet.</source>
   <translation>Noch nichts markiert.</translation>
  </message>
  <message>
   <source>Reader</source>
   <translation>Befunder</translation>
  </message>
  <message>
   <source>Reading as {0}</source>
   <translation>Befunder ist jetzt {0}</translation>
  </message>
  <message>
   <source>Saving what is said of {0} tiles…</source>
   <translation>Markierungen von {0} Kacheln werden gespeichert…</translation>
  </message>
  <message>
   <source>The flag could not be kept</source>
   <translation>Die Markierung konnte nicht gespeichert werden</translation>
  </message>
  <message>
   <source>The flags could not be looked up</source>
   <translation>Die Markierungen konnten nicht gelesen werden</translation>
  </message>
  <message>
   <source>The flags could not be used</source>
   <translation>Die Markierungen konnten nicht verwendet werden</translation>
  </message>
  <message>
   <source>Tiles can be flagged as soon as all records are listed.</source>
   <translation>Kacheln lassen sich markieren, sobald alle Datensätze aufgelistet sind.</translation>
  </message>
  <message>
   <source>Who reads? Each reader has flags and notes of their own.</source>
   <translation>Wer befundet? Jeder Befunder hat eigene Markierungen und Notizen.</translation>
  </message>
  <message>
   <source>{0} tiles flagged “{1}”</source>
   <translation>{0} Kacheln als „{1}“ markiert</translation>
  </message>
  <message>
   <source>{0} tiles have no flag any more</source>
   <translation>Markierung von {0} Kacheln entfernt</translation>
  </message>
 </context>
 <context>
  <name>RuleList</name>
  <message>
   <source>Keep the rule “{0}” no longer</source>
   <translation>Regel „{0}“ nicht mehr merken</translation>
  </message>
  <message>
   <source>Rules of this dataset</source>
   <translation>Regeln dieses Datenbestands</translation>
  </message>
  <message>
   <source>Show it: {0}</source>
   <translation>Zeigen: {0}</translation>
  </message>
  <message>
   <source>{0}: {1}</source>
   <translation>{0}: {1}</translation>
  </message>
 </context>
 <context>
  <name>RunPage</name>
  <message>
   <source>&amp;Problems</source>
   <translation>&amp;Probleme</translation>
  </message>
  <message>
   <source>&amp;Stop</source>
   <translation>&amp;Anhalten</translation>
  </message>
  <message>
   <source>Building</source>
   <translation>Wird erstellt</translation>
  </message>
  <message>
   <source>Built</source>
   <translation>Erstellt</translation>
  </message>
  <message>
   <source>Images done</source>
   <translation>Fertige Bilder</translation>
  </message>
  <message>
   <source>Not finished</source>
   <translation>Nicht fertig</translation>
  </message>
  <message>
   <source>Stop after the images it is at. What is finished stays; one can resume</source>
   <translation>Nach den Bildern in Arbeit anhalten. Was fertig ist, bleibt; später kann fortgesetzt werden</translation>
  </message>
  <message>
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <source>Stopping</source>
   <translation>Wird angehalten</translation>
  </message>
  <message>
   <source>You can close this window: the build goes on, and the status bar shows it.</source>
   <translation>Sie können dieses Fenster schließen: Die Erstellung läuft weiter, die Statusleiste zeigt sie.</translation>
  </message>
 </context>
 <context>
  <name>SaidStrip</name>
  <message>
   <source>Flag: {0}</source>
   <translation>Markierung: {0}</translation>
  </message>
  <message>
   <source>No flag</source>
   <translation>Keine Markierung</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Note (N)</source>
   <translation>Notiz (N)</translation>
  </message>
  <message>
   <source>What is said of this tile, by {0}</source>
   <translation>Was zu dieser Kachel angegeben ist, von {0}</translation>
  </message>
 </context>
 <context>
  <name>Salvage</name>
  <message>
   <source>&amp;Save 1 record that does not match its checksum as well</source>
   <translation>Auch 1 &amp;Datensatz speichern, der nicht zu seiner Prüfsumme passt</translation>
  </message>
  <message>
   <source>&amp;Save {0} records that do not match their checksum as well</source>
   <translation>Auch {0} &amp;Datensätze speichern, die nicht zu ihrer Prüfsumme passen</translation>
  </message>
  <message>
   <source>1 record gets a new length field: its own is damaged, its content is whole.</source>
   <translation>1 Datensatz erhält ein neues Längenfeld: Das eigene ist beschädigt, der Inhalt unversehrt.</translation>
  </message>
  <message>
   <source>1 stretch</source>
   <translation>1 Abschnitt</translation>
  </message>
  <message>
   <source>All {0} can be saved.</source>
   <translation>Alles zu retten: {0}.</translation>
  </message>
  <message>
   <source>Byte {0}</source>
   <translation>Byte {0}</translation>
  </message>
  <message>
   <source>Copy it again from where it came, or extract the slide again.</source>
   <translation>Von der Quelle neu kopieren oder den Schnitt neu extrahieren.</translation>
  </message>
  <message>
   <source>It can be read and its image decodes, but bytes may have changed: look at it.</source>
   <translation>Er lässt sich lesen und sein Bild dekodieren, aber Bytes können verändert sein: Sehen Sie ihn sich an.</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Left out: 1 record that does not match its checksum.</source>
   <translation>Ausgelassen: 1 Datensatz, der nicht zu seiner Prüfsumme passt.</translation>
  </message>
  <message>
   <source>Left out: {0} records that do not match their checksum.</source>
   <translation>Ausgelassen: {0} Datensätze, die nicht zu ihrer Prüfsumme passen.</translation>
  </message>
  <message>
   <source>Look at the disk and at who may read it, and ask again.</source>
   <translation>Sehen Sie nach, ob die Platte in Ordnung ist und wer die Datei lesen darf, und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <source>Lost</source>
   <translation>Verloren</translation>
  </message>
  <message>
   <source>Lost: {0}, {1} in all.</source>
   <translation>Verloren: {0}, zusammen {1}.</translation>
  </message>
  <message>
   <source>Lost: {0}.</source>
   <translation>Verloren: {0}.</translation>
  </message>
  <message>
   <source>No record can be saved.</source>
   <translation>Kein Datensatz zu retten.</translation>
  </message>
  <message>
   <source>No record matches its checksum.</source>
   <translation>Kein Datensatz passt zu seiner Prüfsumme.</translation>
  </message>
  <message>
   <source>Nothing is damaged: all {0} records are whole.</source>
   <translation>Nichts ist beschädigt: Alle {0} Datensätze sind unversehrt.</translation>
  </message>
  <message>
   <source>Nothing is damaged: its only record is whole.</source>
   <translation>Nichts ist beschädigt: Der einzige Datensatz ist unversehrt.</translation>
  </message>
  <message>
   <source>Put it back, or connect the disk it lies on, and ask again.</source>
   <translation>Legen Sie sie zurück, oder verbinden Sie den Datenträger, auf dem sie liegt, und versuchen Sie es erneut.</translation>
  </message>
  <message>
   <source>Record {0}, byte {1}</source>
   <translation>Datensatz {0}, Byte {1}</translation>
  </message>
  <message>
   <source>Saved to {0}: {1}.</source>
   <translation>In {0} gespeichert: {1}.</translation>
  </message>
  <message>
   <source>Saved with a new length</source>
   <translation>Gespeichert, neue Länge</translation>
  </message>
  <message>
   <source>Saved, look at it</source>
   <translation>Gespeichert, ansehen</translation>
  </message>
  <message>
   <source>The file cannot be read: {0}.</source>
   <translation>Die Datei kann nicht gelesen werden: {0}.</translation>
  </message>
  <message>
   <source>The file is empty: there is no record in it.</source>
   <translation>Die Datei ist leer: Sie enthält keinen Datensatz.</translation>
  </message>
  <message>
   <source>The file is not there any more.</source>
   <translation>Die Datei ist nicht mehr da.</translation>
  </message>
  <message>
   <source>There is nothing to salvage: all {0} records are as they were written.</source>
   <translation>Es gibt nichts zu retten: Alle {0} Datensätze sind, wie sie geschrieben wurden.</translation>
  </message>
  <message>
   <source>There is nothing to salvage: its record is as it was written.</source>
   <translation>Es gibt nichts zu retten: Der Datensatz ist, wie er geschrieben wurde.</translation>
  </message>
  <message>
   <source>They can be read and their images decode, but bytes may have changed: look at them.</source>
   <translation>Sie lassen sich lesen und ihre Bilder dekodieren, aber Bytes können verändert sein: Sehen Sie sie sich an.</translation>
  </message>
  <message>
   <source>{0} can be saved.</source>
   <translation>Zu retten: {0}.</translation>
  </message>
  <message>
   <source>{0} of {1} can be saved.</source>
   <translation>{1}, davon {0} zu retten.</translation>
  </message>
  <message>
   <source>{0} records get a new length field: theirs are damaged, their content is whole.</source>
   <translation>{0} Datensätze erhalten ein neues Längenfeld: Die eigenen sind beschädigt, der Inhalt unversehrt.</translation>
  </message>
  <message>
   <source>{0} stretches</source>
   <translation>{0} Abschnitte</translation>
  </message>
 </context>
 <context>
  <name>SalvageDialog</name>
  <message>
   <source>&amp;Choose…</source>
   <translation>Aus&amp;wählen…</translation>
  </message>
  <message>
   <source>An index of that name is there already.</source>
   <translation>Ein Index dieses Namens ist schon vorhanden.</translation>
  </message>
  <message>
   <source>Choose where to save to</source>
   <translation>Ziel auswählen</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Looking at every record…</source>
   <translation>Alle Datensätze werden durchgesehen…</translation>
  </message>
  <message>
   <source>Looking there…</source>
   <translation>Ziel wird geprüft…</translation>
  </message>
  <message>
   <source>Records looked at</source>
   <translation>Durchgesehene Datensätze</translation>
  </message>
  <message>
   <source>Sal&amp;vage</source>
   <translation>&amp;Retten</translation>
  </message>
  <message>
   <source>Salvage Damaged File</source>
   <translation>Beschädigte Datei retten</translation>
  </message>
  <message>
   <source>Save &amp;to</source>
   <translation>&amp;Ziel</translation>
  </message>
  <message>
   <source>The damaged file is only read and stays as it is.</source>
   <translation>Die beschädigte Datei wird nur gelesen und bleibt, wie sie ist.</translation>
  </message>
  <message>
   <source>The new TFRecord</source>
   <translation>Der neue TFRecord</translation>
  </message>
  <message>
   <source>This file is there already. Choose another name.</source>
   <translation>Diese Datei ist schon vorhanden. Wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <source>This lies within the open dataset. Whoever reads {0} whole would get these tiles twice.</source>
   <translation>Das liegt im geöffneten Datenbestand. Wer {0} ganz liest, bekäme diese Kacheln doppelt.</translation>
  </message>
  <message>
   <source>What is damaged</source>
   <translation>Was beschädigt ist</translation>
  </message>
  <message>
   <source>Where to</source>
   <translation>Wohin</translation>
  </message>
 </context>
 <context>
  <name>Salvaging</name>
  <message>
   <source>A damaged TFRecord</source>
   <translation>Ein beschädigter TFRecord</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>It could not be salvaged</source>
   <translation>Die Datei konnte nicht gerettet werden</translation>
  </message>
  <message>
   <source>Nothing was salvaged: it was cancelled.</source>
   <translation>Es wurde nichts gerettet: Der Vorgang wurde abgebrochen.</translation>
  </message>
  <message>
   <source>Open it</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Salvaging {0}</source>
   <translation>{0} wird gerettet</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner anzeigen</translation>
  </message>
  <message>
   <source>TFRecords (*.tfrecords *.tfrecord)</source>
   <translation>TFRecords (*.tfrecords *.tfrecord)</translation>
  </message>
  <message>
   <source>The dialog cannot be made</source>
   <translation>Der Dialog lässt sich nicht öffnen</translation>
  </message>
  <message>
   <source>The folder is {0}</source>
   <translation>Der Ordner ist {0}</translation>
  </message>
 </context>
 <context>
  <name>Samples</name>
  <message>
   <source>Choose a slide to see its tiles</source>
   <translation>Schnitt wählen, um seine Kacheln zu sehen</translation>
  </message>
  <message>
   <source>No image of it becomes a record</source>
   <translation>Kein Bild davon wird zum Datensatz</translation>
  </message>
  <message>
   <source>{0} tiles of {1}</source>
   <translation>{0} Kacheln von {1}</translation>
  </message>
 </context>
 <context>
  <name>SamplingPanel</name>
  <message>
   <source>Sampling</source>
   <translation>Ziehung</translation>
  </message>
 </context>
 <context>
  <name>SamplingView</name>
  <message>
   <source>C&amp;opy the Table</source>
   <translation>Tabelle &amp;kopieren</translation>
  </message>
  <message>
   <source>Cancelled. Change a number, or open this panel again, to count anew.</source>
   <translation>Abgebrochen. Ändern Sie eine Zahl oder öffnen Sie diesen Bereich erneut, um neu zu zählen.</translation>
  </message>
  <message>
   <source>Counting draws</source>
   <translation>Ziehungen werden gezählt</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <source>It cannot be counted: {0}</source>
   <translation>Zählen nicht möglich: {0}</translation>
  </message>
  <message>
   <source>No TFRecord here has a tile: there is nothing that could be drawn.</source>
   <translation>Kein TFRecord hier hat eine Kachel: Es gibt nichts, was gezogen werden könnte.</translation>
  </message>
  <message>
   <source>Open a dataset to see what a loader would deliver of it.</source>
   <translation>Öffnen Sie einen Datenbestand, um zu sehen, was ein Loader daraus liefern würde.</translation>
  </message>
  <message>
   <source>Save as &amp;CSV…</source>
   <translation>Als &amp;CSV speichern…</translation>
  </message>
  <message>
   <source>Save as &amp;PNG…</source>
   <translation>Als &amp;PNG speichern…</translation>
  </message>
  <message>
   <source>Save or copy what is shown</source>
   <translation>Angezeigtes speichern oder kopieren</translation>
  </message>
  <message>
   <source>Save what would be sampled</source>
   <translation>Speichern, was gezogen würde</translation>
  </message>
  <message>
   <source>Saved {0}</source>
   <translation>{0} gespeichert</translation>
  </message>
  <message>
   <source>TFRecord {0}</source>
   <translation>TFRecord {0}</translation>
  </message>
  <message>
   <source>Table copied</source>
   <translation>Tabelle kopiert</translation>
  </message>
  <message>
   <source>The dataset is still being read.</source>
   <translation>Der Datenbestand wird noch gelesen.</translation>
  </message>
  <message>
   <source>The slides are still being read: counted by TFRecord until then.</source>
   <translation>Die Schnitte werden noch gelesen: Bis dahin wird nach TFRecord gezählt.</translation>
  </message>
  <message>
   <source>less than 0.01 %</source>
   <translation>weniger als 0,01 %</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>patient {0}</source>
   <translation>Patient {0}</translation>
  </message>
  <message>
   <source>slide {0}</source>
   <translation>Schnitt {0}</translation>
  </message>
  <message>
   <source>tiles without “{0}”</source>
   <translation>Kacheln ohne „{0}“</translation>
  </message>
  <message>
   <source>{0} %</source>
   <translation>{0} %</translation>
  </message>
  <message>
   <source>{0} cannot be written: {1}</source>
   <translation>{0} lässt sich nicht schreiben: {1}</translation>
  </message>
  <message>
   <source>“{0}” ({1})</source>
   <translation>„{0}“ ({1})</translation>
  </message>
 </context>
 <context>
  <name>SaveDialog</name>
  <message>
   <source>&amp;Index</source>
   <translation>&amp;Index</translation>
  </message>
  <message>
   <source>&amp;Order</source>
   <translation>&amp;Reihenfolge</translation>
  </message>
  <message>
   <source>&amp;Records</source>
   <translation>&amp;Datensätze</translation>
  </message>
  <message>
   <source>&amp;manifest.json</source>
   <translation>&amp;manifest.json</translation>
  </message>
  <message>
   <source>A single one</source>
   <translation>Ein einziger</translation>
  </message>
  <message>
   <source>All records</source>
   <translation>Alle Datensätze</translation>
  </message>
  <message>
   <source>All that is shown</source>
   <translation>Alle angezeigten</translation>
  </message>
  <message>
   <source>As in the files</source>
   <translation>Wie in den Dateien</translation>
  </message>
  <message>
   <source>As shown now</source>
   <translation>Wie jetzt angezeigt</translation>
  </message>
  <message>
   <source>As the source files</source>
   <translation>Wie die Quelldateien</translation>
  </message>
  <message>
   <source>Beside each TFRecord; it makes opening quick</source>
   <translation>Neben jedem TFRecord; beschleunigt das Öffnen</translation>
  </message>
  <message>
   <source>GeoJSON for QuPath</source>
   <translation>GeoJSON für QuPath</translation>
  </message>
  <message>
   <source>How many TFRecords</source>
   <translation>Wie viele TFRecords</translation>
  </message>
  <message>
   <source>How many records each TFRecord has, as Slideflow keeps it</source>
   <translation>Wie viele Datensätze jeder TFRecord hat, wie Slideflow es festhält</translation>
  </message>
  <message>
   <source>Images</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>Looking there…</source>
   <translation>Ziel wird geprüft…</translation>
  </message>
  <message>
   <source>One a slide</source>
   <translation>Einer je Schnitt</translation>
  </message>
  <message>
   <source>Order of the records</source>
   <translation>Reihenfolge der Datensätze</translation>
  </message>
  <message>
   <source>Save &amp;as</source>
   <translation>Speichern &amp;als</translation>
  </message>
  <message>
   <source>Save &amp;to</source>
   <translation>&amp;Ziel</translation>
  </message>
  <message>
   <source>Save Records</source>
   <translation>Datensätze speichern</translation>
  </message>
  <message>
   <source>T&amp;FRecords</source>
   <translation>T&amp;FRecords</translation>
  </message>
  <message>
   <source>TFRecords</source>
   <translation>TFRecords</translation>
  </message>
  <message>
   <source>Table: CSV</source>
   <translation>Tabelle: CSV</translation>
  </message>
  <message>
   <source>Table: Parquet</source>
   <translation>Tabelle: Parquet</translation>
  </message>
  <message>
   <source>The selection</source>
   <translation>Die Auswahl</translation>
  </message>
  <message>
   <source>What they are saved as</source>
   <translation>Als was sie gespeichert werden</translation>
  </message>
  <message>
   <source>Which records</source>
   <translation>Welche Datensätze</translation>
  </message>
  <message>
   <source>With them</source>
   <translation>Dazu</translation>
  </message>
 </context>
 <context>
  <name>Saving</name>
  <message>
   <source>&amp;Save {0}</source>
   <translation>{0} &amp;speichern</translation>
  </message>
  <message>
   <source>&amp;Split {0}</source>
   <translation>{0} &amp;aufteilen</translation>
  </message>
  <message>
   <source>1 TFRecord stayed.</source>
   <translation>1 TFRecord blieb.</translation>
  </message>
  <message>
   <source>1 image</source>
   <translation>1 Bild</translation>
  </message>
  <message>
   <source>1 of them is filtered out.</source>
   <translation>1 davon ist ausgefiltert.</translation>
  </message>
  <message>
   <source>1 of them is in a file that cannot be opened.</source>
   <translation>1 davon ist in einer Datei, die sich nicht öffnen lässt.</translation>
  </message>
  <message>
   <source>1 patient</source>
   <translation>1 Patient</translation>
  </message>
  <message>
   <source>1 record was left out.</source>
   <translation>1 Datensatz wurde ausgelassen.</translation>
  </message>
  <message>
   <source>1 was there already.</source>
   <translation>1 war schon vorhanden.</translation>
  </message>
  <message>
   <source>A TFRecord a slide, in one folder.</source>
   <translation>Ein TFRecord je Schnitt, in einem Ordner.</translation>
  </message>
  <message>
   <source>A line a record, without images; small, with types kept.</source>
   <translation>Eine Zeile je Datensatz, ohne Bilder; klein, mit Datentypen.</translation>
  </message>
  <message>
   <source>A line a record, without images; spreadsheets read it.</source>
   <translation>Eine Zeile je Datensatz, ohne Bilder; für Tabellenkalkulationen.</translation>
  </message>
  <message>
   <source>A record goes to the first part whose condition it fulfils; slides may be cut.</source>
   <translation>Ein Datensatz kommt in den ersten Teil, dessen Bedingung er erfüllt; Schnitte können zerteilt werden.</translation>
  </message>
  <message>
   <source>A square a tile, to draw on the slide in QuPath.</source>
   <translation>Ein Quadrat je Kachel, in QuPath auf den Schnitt zu zeichnen.</translation>
  </message>
  <message>
   <source>All slides in one; Slideflow takes a TFRecord for one slide.</source>
   <translation>Alle Schnitte in einem; Slideflow hält einen TFRecord für einen Schnitt.</translation>
  </message>
  <message>
   <source>Each image as it is stored, as a file of its own.</source>
   <translation>Jedes Bild, wie es gespeichert ist, als eigene Datei.</translation>
  </message>
  <message>
   <source>Each once its new one is whole. The old ones are gone then.</source>
   <translation>Jede, sobald die neue vollständig ist. Die alten sind dann fort.</translation>
  </message>
  <message>
   <source>Each record byte for byte, its checksums compared.</source>
   <translation>Jeder Datensatz Byte für Byte, mit Vergleich der Prüfsummen.</translation>
  </message>
  <message>
   <source>File by file, each record where it lies there.</source>
   <translation>Datei für Datei, jeder Datensatz, wie er dort liegt.</translation>
  </message>
  <message>
   <source>It lies in the open dataset, which will have these records twice.</source>
   <translation>Das Ziel liegt im geöffneten Datenbestand, der diese Datensätze dann doppelt hat.</translation>
  </message>
  <message>
   <source>Never two slides in one; each is named after its slide.</source>
   <translation>Nie zwei Schnitte in einem; jeder heißt nach seinem Schnitt.</translation>
  </message>
  <message>
   <source>New file</source>
   <translation>Neue Datei</translation>
  </message>
  <message>
   <source>New folder</source>
   <translation>Neuer Ordner</translation>
  </message>
  <message>
   <source>No TFRecord was written.</source>
   <translation>Es wurde kein TFRecord geschrieben.</translation>
  </message>
  <message>
   <source>No patient is in two parts: the annotations tell {0}.</source>
   <translation>Kein Patient ist in zwei Teilen (laut Annotationen {0}).</translation>
  </message>
  <message>
   <source>No slide is in two parts.</source>
   <translation>Kein Schnitt ist in zwei Teilen.</translation>
  </message>
  <message>
   <source>No slide is in two parts. Patients may be: no annotations tell them.</source>
   <translation>Kein Schnitt ist in zwei Teilen. Patienten können es sein: Keine Annotationen nennen sie.</translation>
  </message>
  <message>
   <source>Nothing was written.</source>
   <translation>Es wurde nichts geschrieben.</translation>
  </message>
  <message>
   <source>Same names, same folders as those the records come from.</source>
   <translation>Gleiche Namen und Ordner wie die, aus denen die Datensätze stammen.</translation>
  </message>
  <message>
   <source>Saving TFRecords</source>
   <translation>TFRecords werden gespeichert</translation>
  </message>
  <message>
   <source>Saving ended early</source>
   <translation>Speichern vorzeitig beendet</translation>
  </message>
  <message>
   <source>Saving images</source>
   <translation>Bilder werden gespeichert</translation>
  </message>
  <message>
   <source>Saving the table</source>
   <translation>Tabelle wird gespeichert</translation>
  </message>
  <message>
   <source>Saving was cancelled.</source>
   <translation>Speichern wurde abgebrochen.</translation>
  </message>
  <message>
   <source>Saving was cancelled. Nothing was written.</source>
   <translation>Speichern wurde abgebrochen. Es wurde nichts geschrieben.</translation>
  </message>
  <message>
   <source>Sorted by {0}.</source>
   <translation>Sortiert nach {0}.</translation>
  </message>
  <message>
   <source>Splitting</source>
   <translation>Wird aufgeteilt</translation>
  </message>
  <message>
   <source>Takes {0}, and only {1} are free there: choose another disk, or make room.</source>
   <translation>Benötigt {0}, doch dort sind nur {1} frei: Wählen Sie einen anderen Datenträger oder schaffen Sie Platz.</translation>
  </message>
  <message>
   <source>The dataset is still being opened: what comes later is not among them.</source>
   <translation>Der Datenbestand wird noch geöffnet: Was später kommt, ist nicht dabei.</translation>
  </message>
  <message>
   <source>The file is there</source>
   <translation>Die Datei ist vorhanden</translation>
  </message>
  <message>
   <source>The folder holds something already. What becomes of images of the same name?</source>
   <translation>Der Ordner enthält schon etwas. Was soll mit gleichnamigen Bildern geschehen?</translation>
  </message>
  <message>
   <source>The folder is there; what else is in it stays</source>
   <translation>Der Ordner ist vorhanden; was sonst darin ist, bleibt</translation>
  </message>
  <message>
   <source>They are not sorted now: file by file, as they lie there.</source>
   <translation>Zurzeit nicht sortiert: Datei für Datei, wie sie dort liegen.</translation>
  </message>
  <message>
   <source>They stay as they are; only the others are written.</source>
   <translation>Sie bleiben unverändert; nur die anderen werden geschrieben.</translation>
  </message>
  <message>
   <source>They stay; those that differ are told at the end.</source>
   <translation>Sie bleiben; abweichende werden am Ende genannt.</translation>
  </message>
  <message>
   <source>What is finished stays: {0}</source>
   <translation>Was fertig ist, bleibt: {0}</translation>
  </message>
  <message>
   <source>how much is free cannot be told</source>
   <translation>freier Platz nicht feststellbar</translation>
  </message>
  <message>
   <source>{0} TFRecords stayed.</source>
   <translation>{0} TFRecords blieben.</translation>
  </message>
  <message>
   <source>{0} are free</source>
   <translation>{0} frei</translation>
  </message>
  <message>
   <source>{0} files are there already. What becomes of them?</source>
   <translation>{0} Dateien sind schon vorhanden. Was soll mit ihnen geschehen?</translation>
  </message>
  <message>
   <source>{0} images</source>
   <translation>{0} Bilder</translation>
  </message>
  <message>
   <source>{0} in {1} saved to {2}.</source>
   <translation>{0} in {1} unter {2} gespeichert.</translation>
  </message>
  <message>
   <source>{0} is there already. What becomes of it?</source>
   <translation>{0} ist schon vorhanden. Was soll damit geschehen?</translation>
  </message>
  <message>
   <source>{0} of them are filtered out.</source>
   <translation>{0} davon sind ausgefiltert.</translation>
  </message>
  <message>
   <source>{0} of them are in files that cannot be opened.</source>
   <translation>{0} davon sind in Dateien, die sich nicht öffnen lassen.</translation>
  </message>
  <message>
   <source>{0} of {1}, {2}.</source>
   <translation>{0}, {1}, {2}.</translation>
  </message>
  <message>
   <source>{0} patients</source>
   <translation>{0} Patienten</translation>
  </message>
  <message>
   <source>{0} records were left out.</source>
   <translation>{0} Datensätze wurden ausgelassen.</translation>
  </message>
  <message>
   <source>{0} saved to {1}.</source>
   <translation>{0} in {1} gespeichert.</translation>
  </message>
  <message>
   <source>{0} were there already.</source>
   <translation>{0} waren schon vorhanden.</translation>
  </message>
  <message>
   <source>{0}; counting their slides…</source>
   <translation>{0}; Schnitte werden gezählt…</translation>
  </message>
 </context>
 <context>
  <name>SavingDialog</name>
  <message>
   <source>&amp;Choose…</source>
   <translation>Aus&amp;wählen…</translation>
  </message>
  <message>
   <source>Choose where to save to</source>
   <translation>Speicherort wählen</translation>
  </message>
  <message>
   <source>Folder or file</source>
   <translation>Ordner oder Datei</translation>
  </message>
  <message>
   <source>Rep&amp;lace</source>
   <translation>&amp;Ersetzen</translation>
  </message>
  <message>
   <source>S&amp;kip</source>
   <translation>Übers&amp;pringen</translation>
  </message>
  <message>
   <source>Where to</source>
   <translation>Ziel</translation>
  </message>
 </context>
 <context>
  <name>SearchedBytes</name>
  <message>
   <source>Find: ff d8, or text</source>
   <translation>Suchen: ff d8 oder Text</translation>
  </message>
  <message>
   <source>not found</source>
   <translation>nicht gefunden</translation>
  </message>
 </context>
 <context>
  <name>SessionState</name>
  <message>
   <source>Blinded review</source>
   <translation>Verblindete Durchsicht</translation>
  </message>
 </context>
 <context>
  <name>SheetColumns</name>
  <message>
   <source>&amp;Image</source>
   <translation>&amp;Bild</translation>
  </message>
  <message>
   <source>&amp;X</source>
   <translation>&amp;X</translation>
  </message>
  <message>
   <source>&amp;Y</source>
   <translation>&amp;Y</translation>
  </message>
  <message>
   <source>1 other</source>
   <translation>1 weitere</translation>
  </message>
  <message>
   <source>Column of the images</source>
   <translation>Spalte der Bilder</translation>
  </message>
  <message>
   <source>Column of the slides</source>
   <translation>Spalte der Schnitte</translation>
  </message>
  <message>
   <source>Column of x</source>
   <translation>Spalte für x</translation>
  </message>
  <message>
   <source>Column of y</source>
   <translation>Spalte für y</translation>
  </message>
  <message>
   <source>F&amp;eatures</source>
   <translation>&amp;Felder</translation>
  </message>
  <message>
   <source>Sli&amp;de</source>
   <translation>&amp;Schnitt</translation>
  </message>
  <message>
   <source>Which of the other columns become features of a record</source>
   <translation>Welche der übrigen Spalten Felder eines Datensatzes werden</translation>
  </message>
  <message>
   <source>all {0} others</source>
   <translation>alle {0} weiteren</translation>
  </message>
  <message>
   <source>by folder or name</source>
   <translation>nach Ordner oder Name</translation>
  </message>
  <message>
   <source>from the name</source>
   <translation>aus dem Namen</translation>
  </message>
  <message>
   <source>none there</source>
   <translation>keine vorhanden</translation>
  </message>
  <message>
   <source>{0} (not there)</source>
   <translation>{0} (fehlt)</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
 </context>
 <context>
  <name>Shortcuts</name>
  <message>
   <source>0</source>
   <translation>0</translation>
  </message>
  <message>
   <source>1:1 about the pointer, and back</source>
   <translation>1:1 um den Zeiger und zurück</translation>
  </message>
  <message>
   <source>A</source>
   <translation>A</translation>
  </message>
  <message>
   <source>A page up or down</source>
   <translation>Eine Seite auf oder ab</translation>
  </message>
  <message>
   <source>Add to the selection, or take away</source>
   <translation>Zur Auswahl hinzufügen oder daraus entfernen</translation>
  </message>
  <message>
   <source>All conditions used before</source>
   <translation>Alle früheren Bedingungen</translation>
  </message>
  <message>
   <source>All slides, or one alone</source>
   <translation>Alle Schnitte oder nur einer</translation>
  </message>
  <message>
   <source>Alt+Arrow keys, Click on a neighbour</source>
   <translation>Alt+Pfeiltasten, Klick darauf</translation>
  </message>
  <message>
   <source>Alt+Down</source>
   <translation>Alt+Herunter</translation>
  </message>
  <message>
   <source>Another column</source>
   <translation>Andere Spalte</translation>
  </message>
  <message>
   <source>Another page of a long one</source>
   <translation>Seite wechseln</translation>
  </message>
  <message>
   <source>Another slide</source>
   <translation>Anderer Schnitt</translation>
  </message>
  <message>
   <source>Apply the condition</source>
   <translation>Bedingung anwenden</translation>
  </message>
  <message>
   <source>Arrow keys</source>
   <translation>Pfeiltasten</translation>
  </message>
  <message>
   <source>Arrow keys on a plot</source>
   <translation>Pfeiltasten im Diagramm</translation>
  </message>
  <message>
   <source>Arrow keys, Home, End</source>
   <translation>Pfeiltasten, Pos1, Ende</translation>
  </message>
  <message>
   <source>Arrow keys, J, K</source>
   <translation>Pfeiltasten, J, K</translation>
  </message>
  <message>
   <source>Back and forward through what was looked at</source>
   <translation>Zurück und vor durch das zuvor Angesehene</translation>
  </message>
  <message>
   <source>Back to the views</source>
   <translation>Zurück zu den Ansichten</translation>
  </message>
  <message>
   <source>C</source>
   <translation>C</translation>
  </message>
  <message>
   <source>Choose the active tile</source>
   <translation>Aktive Kachel wählen</translation>
  </message>
  <message>
   <source>Click</source>
   <translation>Klick</translation>
  </message>
  <message>
   <source>Click on a header</source>
   <translation>Klick auf Spaltenkopf</translation>
  </message>
  <message>
   <source>Click on a title</source>
   <translation>Klick auf einen Spaltentitel</translation>
  </message>
  <message>
   <source>Click, Return</source>
   <translation>Klick, Eingabe</translation>
  </message>
  <message>
   <source>Click, Up, Down</source>
   <translation>Klick, Hoch, Herunter</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Close or open a group</source>
   <translation>Eine Gruppe schließen oder öffnen</translation>
  </message>
  <message>
   <source>Conditions used before</source>
   <translation>Frühere Bedingungen</translation>
  </message>
  <message>
   <source>Copy the colour of the pixel</source>
   <translation>Farbe des Pixels kopieren</translation>
  </message>
  <message>
   <source>Copy the finding</source>
   <translation>Den Befund kopieren</translation>
  </message>
  <message>
   <source>Copy the value, the picture or the bytes</source>
   <translation>Wert, Bild oder Bytes kopieren</translation>
  </message>
  <message>
   <source>Ctrl+C</source>
   <translation>Strg+C</translation>
  </message>
  <message>
   <source>Ctrl+Click</source>
   <translation>Strg+Klick</translation>
  </message>
  <message>
   <source>Ctrl+F in a text or in bytes</source>
   <translation>Strg+F in Text oder Bytes</translation>
  </message>
  <message>
   <source>Ctrl+Home, Ctrl+End</source>
   <translation>Strg+Pos1, Strg+Ende</translation>
  </message>
  <message>
   <source>Ctrl+PgUp, Ctrl+PgDown in a text</source>
   <translation>Strg+Bild aufwärts, Strg+Bild abwärts im Text</translation>
  </message>
  <message>
   <source>Ctrl+Space</source>
   <translation>Strg+Leertaste</translation>
  </message>
  <message>
   <source>Ctrl+Wheel</source>
   <translation>Strg+Mausrad</translation>
  </message>
  <message>
   <source>D, E</source>
   <translation>D, E</translation>
  </message>
  <message>
   <source>Difference from A, only facts that differ</source>
   <translation>Differenz zu A, nur abweichende Angaben</translation>
  </message>
  <message>
   <source>Double click</source>
   <translation>Doppelklick</translation>
  </message>
  <message>
   <source>Drag a header</source>
   <translation>Spaltenkopf ziehen</translation>
  </message>
  <message>
   <source>Drag a tile</source>
   <translation>Kachel ziehen</translation>
  </message>
  <message>
   <source>Drag beside a tile</source>
   <translation>Neben einer Kachel ziehen</translation>
  </message>
  <message>
   <source>Drag, Shift+Arrow keys</source>
   <translation>Ziehen, Umschalt+Pfeiltasten</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>F, Z</source>
   <translation>F, Z</translation>
  </message>
  <message>
   <source>F11</source>
   <translation>F11</translation>
  </message>
  <message>
   <source>F11, Esc</source>
   <translation>F11, Esc</translation>
  </message>
  <message>
   <source>F8, Shift+F8</source>
   <translation>F8, Umschalt+F8</translation>
  </message>
  <message>
   <source>Figures of the column, and a filter</source>
   <translation>Kennzahlen der Spalte und ein Filter</translation>
  </message>
  <message>
   <source>Find something in it</source>
   <translation>Darin suchen</translation>
  </message>
  <message>
   <source>First or last record</source>
   <translation>Erster oder letzter Datensatz</translation>
  </message>
  <message>
   <source>First or last tile</source>
   <translation>Erste oder letzte Kachel</translation>
  </message>
  <message>
   <source>Fit, or 1:1</source>
   <translation>Einpassen oder 1:1</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>Vollbild</translation>
  </message>
  <message>
   <source>Full screen, close</source>
   <translation>Vollbild, schließen</translation>
  </message>
  <message>
   <source>G</source>
   <translation>G</translation>
  </message>
  <message>
   <source>Go to a slide</source>
   <translation>Zu einem Schnitt gehen</translation>
  </message>
  <message>
   <source>Go to another record</source>
   <translation>Zu einem anderen Datensatz</translation>
  </message>
  <message>
   <source>Go to another tile</source>
   <translation>Zu einer anderen Kachel</translation>
  </message>
  <message>
   <source>Go to the current tile</source>
   <translation>Zur aktuellen Kachel</translation>
  </message>
  <message>
   <source>Go to the neighbour</source>
   <translation>Zur Nachbarkachel</translation>
  </message>
  <message>
   <source>Go to what a finding is about</source>
   <translation>Dorthin gehen, worum es bei einem Befund geht</translation>
  </message>
  <message>
   <source>Home, End</source>
   <translation>Pos1, Ende</translation>
  </message>
  <message>
   <source>In grid, map and table</source>
   <translation>In Raster, Karte und Tabelle</translation>
  </message>
  <message>
   <source>In the filter line</source>
   <translation>In der Filterzeile</translation>
  </message>
  <message>
   <source>In the findings</source>
   <translation>In den Befunden</translation>
  </message>
  <message>
   <source>In the inspector</source>
   <translation>Im Inspektor</translation>
  </message>
  <message>
   <source>In the large view</source>
   <translation>In der Großansicht</translation>
  </message>
  <message>
   <source>In the records table</source>
   <translation>In der Datensatztabelle</translation>
  </message>
  <message>
   <source>In the slide dashboard</source>
   <translation>In der Schnittübersicht</translation>
  </message>
  <message>
   <source>In the tile grid</source>
   <translation>Im Kachelraster</translation>
  </message>
  <message>
   <source>L, A</source>
   <translation>L, A</translation>
  </message>
  <message>
   <source>Larger or smaller tiles</source>
   <translation>Größere oder kleinere Kacheln</translation>
  </message>
  <message>
   <source>Left, Right</source>
   <translation>Links, Rechts</translation>
  </message>
  <message>
   <source>Link or unlink, align all</source>
   <translation>Koppeln oder lösen, alle ausrichten</translation>
  </message>
  <message>
   <source>Move a column</source>
   <translation>Spalte verschieben</translation>
  </message>
  <message>
   <source>Move all that are linked</source>
   <translation>Alle gekoppelten verschieben</translation>
  </message>
  <message>
   <source>Move or zoom one alone</source>
   <translation>Nur eine verschieben oder zoomen</translation>
  </message>
  <message>
   <source>Move the map</source>
   <translation>Karte verschieben</translation>
  </message>
  <message>
   <source>Move the picture</source>
   <translation>Bild verschieben</translation>
  </message>
  <message>
   <source>N</source>
   <translation>N</translation>
  </message>
  <message>
   <source>Neighbours on the slide</source>
   <translation>Nachbarn auf dem Schnitt</translation>
  </message>
  <message>
   <source>Next or previous finding</source>
   <translation>Nächster oder voriger Befund</translation>
  </message>
  <message>
   <source>Next or previous four of the selection</source>
   <translation>Nächste oder vorherige vier der Auswahl</translation>
  </message>
  <message>
   <source>Next or previous tile</source>
   <translation>Nächste oder vorherige Kachel</translation>
  </message>
  <message>
   <source>Next or previous tile in its pane</source>
   <translation>Nächste oder vorherige Kachel auf ihrem Platz</translation>
  </message>
  <message>
   <source>On the light table</source>
   <translation>Auf dem Leuchttisch</translation>
  </message>
  <message>
   <source>On the location map</source>
   <translation>Auf der Lagekarte</translation>
  </message>
  <message>
   <source>Page Up, Page Down</source>
   <translation>Bild aufwärts, Bild abwärts</translation>
  </message>
  <message>
   <source>Pixel grid from 800 %</source>
   <translation>Pixelraster ab 800 %</translation>
  </message>
  <message>
   <source>Put on the light table</source>
   <translation>Auf den Leuchttisch legen</translation>
  </message>
  <message>
   <source>Read a number off, or look closer</source>
   <translation>Zahl ablesen oder näher herangehen</translation>
  </message>
  <message>
   <source>Read another finding</source>
   <translation>Einen anderen Befund lesen</translation>
  </message>
  <message>
   <source>Return</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Return, Double click</source>
   <translation>Eingabe, Doppelklick</translation>
  </message>
  <message>
   <source>Right click</source>
   <translation>Rechtsklick</translation>
  </message>
  <message>
   <source>S</source>
   <translation>S</translation>
  </message>
  <message>
   <source>S, L, G</source>
   <translation>S, L, G</translation>
  </message>
  <message>
   <source>Select all in a frame</source>
   <translation>Alle in einem Rahmen auswählen</translation>
  </message>
  <message>
   <source>Select all up to it</source>
   <translation>Alle bis dorthin auswählen</translation>
  </message>
  <message>
   <source>Select alone</source>
   <translation>Allein auswählen</translation>
  </message>
  <message>
   <source>Select by frame, by lasso, or move</source>
   <translation>Mit Rahmen oder Lasso auswählen, verschieben</translation>
  </message>
  <message>
   <source>Select bytes</source>
   <translation>Bytes auswählen</translation>
  </message>
  <message>
   <source>Select it too, or no more</source>
   <translation>Auch auswählen oder abwählen</translation>
  </message>
  <message>
   <source>Select on the way</source>
   <translation>Unterwegs auswählen</translation>
  </message>
  <message>
   <source>Select the tile too, or no more</source>
   <translation>Kachel auch auswählen oder abwählen</translation>
  </message>
  <message>
   <source>Shift+Arrow keys</source>
   <translation>Umschalt+Pfeiltasten</translation>
  </message>
  <message>
   <source>Shift+Arrow keys in bytes</source>
   <translation>Umschalt+Pfeiltasten in Bytes</translation>
  </message>
  <message>
   <source>Shift+Click</source>
   <translation>Umschalt+Klick</translation>
  </message>
  <message>
   <source>Shift+Click on a header</source>
   <translation>Umschalt+Klick auf Spaltenkopf</translation>
  </message>
  <message>
   <source>Shift+Drag, Alt+Drag</source>
   <translation>Umschalt+Ziehen, Alt+Ziehen</translation>
  </message>
  <message>
   <source>Shift+Drag, Shift+Wheel</source>
   <translation>Umschalt+Ziehen, Umschalt+Mausrad</translation>
  </message>
  <message>
   <source>Show all views again</source>
   <translation>Wieder alle Ansichten anzeigen</translation>
  </message>
  <message>
   <source>Show the tile large</source>
   <translation>Kachel groß anzeigen</translation>
  </message>
  <message>
   <source>Show this slide alone</source>
   <translation>Nur diesen Schnitt anzeigen</translation>
  </message>
  <message>
   <source>Side buttons of the mouse</source>
   <translation>Seitentasten der Maus</translation>
  </message>
  <message>
   <source>Sort by a column</source>
   <translation>Nach einer Spalte sortieren</translation>
  </message>
  <message>
   <source>Sort by it; the third time the worst come first</source>
   <translation>Danach sortieren; beim dritten Mal stehen die schlechtesten zuerst</translation>
  </message>
  <message>
   <source>Sort within by another one</source>
   <translation>Darin nach einer weiteren sortieren</translation>
  </message>
  <message>
   <source>Space+Drag</source>
   <translation>Leertaste+Ziehen</translation>
  </message>
  <message>
   <source>Space, Double click</source>
   <translation>Leertaste, Doppelklick</translation>
  </message>
  <message>
   <source>Space, Esc</source>
   <translation>Leertaste, Esc</translation>
  </message>
  <message>
   <source>Step all tiles together</source>
   <translation>Alle Kacheln gemeinsam weiterschalten</translation>
  </message>
  <message>
   <source>Swap with the next, remove</source>
   <translation>Mit der nächsten tauschen, entfernen</translation>
  </message>
  <message>
   <source>T</source>
   <translation>T</translation>
  </message>
  <message>
   <source>Tab</source>
   <translation>Tab</translation>
  </message>
  <message>
   <source>Tab, Click</source>
   <translation>Tab, Klick</translation>
  </message>
  <message>
   <source>Take it to another program as a file</source>
   <translation>Als Datei in ein anderes Programm ziehen</translation>
  </message>
  <message>
   <source>Take what is proposed</source>
   <translation>Vorschlag übernehmen</translation>
  </message>
  <message>
   <source>Ten tiles on or back</source>
   <translation>Zehn Kacheln vor oder zurück</translation>
  </message>
  <message>
   <source>The whole slide</source>
   <translation>Der ganze Schnitt</translation>
  </message>
  <message>
   <source>Tiles as their pictures, or as squares</source>
   <translation>Kacheln als Bilder oder als Quadrate</translation>
  </message>
  <message>
   <source>Up, Down</source>
   <translation>Hoch, Herunter</translation>
  </message>
  <message>
   <source>W, Delete</source>
   <translation>W, Entf</translation>
  </message>
  <message>
   <source>What can be done with the tile</source>
   <translation>Was sich mit der Kachel tun lässt</translation>
  </message>
  <message>
   <source>Wheel, +, -</source>
   <translation>Mausrad, +, -</translation>
  </message>
  <message>
   <source>Zoom</source>
   <translation>Zoom</translation>
  </message>
  <message>
   <source>Zoom about the pointer, or the middle</source>
   <translation>Zoom um den Zeiger oder die Mitte</translation>
  </message>
  <message>
   <source>Zoom all that are linked</source>
   <translation>Alle gekoppelten zoomen</translation>
  </message>
 </context>
 <context>
  <name>ShortcutsOverlay</name>
  <message>
   <source>Any key closes this</source>
   <translation>Beliebige Taste schließt dies</translation>
  </message>
  <message>
   <source>Any key goes back to the window</source>
   <translation>Eine beliebige Taste führt zurück zum Fenster</translation>
  </message>
  <message>
   <source>Keyboard Shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <source>The arrow keys scroll, any other key closes this</source>
   <translation>Pfeiltasten blättern, jede andere Taste schließt dies</translation>
  </message>
 </context>
 <context>
  <name>SideStrips</name>
  <message>
   <source>Tiles next to the line</source>
   <translation>Kacheln beiderseits der Schwelle</translation>
  </message>
  <message>
   <source>{0} on the left: {1}. {2} on the right: {3}.</source>
   <translation>{0} links: {1}. {2} rechts: {3}.</translation>
  </message>
 </context>
 <context>
  <name>SizeSlider</name>
  <message>
   <source>Size of the tiles (Ctrl++, Ctrl+-, Ctrl+wheel)</source>
   <translation>Größe der Kacheln (Strg++, Strg+-, Strg+Mausrad)</translation>
  </message>
  <message>
   <source>Tile size</source>
   <translation>Kachelgröße</translation>
  </message>
 </context>
 <context>
  <name>SlideFacts</name>
  <message>
   <source>Looking for slides without tiles</source>
   <translation>Schnitte ohne Kacheln werden gesucht</translation>
  </message>
 </context>
 <context>
  <name>SlideList</name>
  <message>
   <source>Find a slide</source>
   <translation>Schnitt suchen</translation>
  </message>
  <message>
   <source>No slide has these letters in its name.</source>
   <translation>Kein Schnitt hat diese Buchstaben im Namen.</translation>
  </message>
  <message>
   <source>Slides</source>
   <translation>Schnitte</translation>
  </message>
 </context>
 <context>
  <name>SlideModel</name>
  <message>
   <source>Bytes</source>
   <translation>Bytes</translation>
  </message>
  <message>
   <source>How many images become none; the problems say why</source>
   <translation>Wie viele Bilder nicht zu Datensätzen werden; die Probleme nennen den Grund</translation>
  </message>
  <message>
   <source>How many images become records</source>
   <translation>Wie viele Bilder zu Datensätzen werden</translation>
  </message>
  <message>
   <source>How the images are stored, as far as nothing else is chosen</source>
   <translation>Wie die Bilder gespeichert werden, soweit nichts anderes gewählt ist</translation>
  </message>
  <message>
   <source>Images</source>
   <translation>Bilder</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>Ausgelassen</translation>
  </message>
  <message>
   <source>Located</source>
   <translation>Mit Position</translation>
  </message>
  <message>
   <source>Map</source>
   <translation>Karte</translation>
  </message>
  <message>
   <source>Of how many images the location is known</source>
   <translation>Von wie vielen Bildern die Position bekannt ist</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Size of the image files</source>
   <translation>Größe der Bilddateien</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>Stored as</source>
   <translation>Gespeichert als</translation>
  </message>
  <message>
   <source>The slide the records will name; press F2 to change it</source>
   <translation>Der Schnitt, den die Datensätze nennen; F2 ändert ihn</translation>
  </message>
  <message>
   <source>Width and height of the images in pixels</source>
   <translation>Breite und Höhe der Bilder in Pixeln</translation>
  </message>
  <message>
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <source>found as {0}</source>
   <translation>gefunden als {0}</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>nicht bekannt</translation>
  </message>
  <message>
   <source>{0} and {1} more</source>
   <translation>{0} und {1} weitere</translation>
  </message>
  <message>
   <source>{0} from {1} at the left to {2} at the right</source>
   <translation>{0} von {1} links bis {2} rechts</translation>
  </message>
  <message>
   <source>{0} of {1}</source>
   <translation>{0} von {1}</translation>
  </message>
  <message>
   <source>{0} tiles missing in {1} holes</source>
   <translation>{0} Kacheln fehlen in {1} Lücken</translation>
  </message>
 </context>
 <context>
  <name>SlidePage</name>
  <message>
   <source>Annotations</source>
   <translation>Annotationen</translation>
  </message>
  <message>
   <source>Annotations and extraction of the slide</source>
   <translation>Annotationen und Extraktion des Schnitts</translation>
  </message>
  <message>
   <source>Extraction</source>
   <translation>Extraktion</translation>
  </message>
  <message>
   <source>It has no line in them.</source>
   <translation>Er hat darin keine Zeile.</translation>
  </message>
  <message>
   <source>No report tells of it.</source>
   <translation>Kein Bericht nennt ihn.</translation>
  </message>
  <message>
   <source>told by</source>
   <translation>laut</translation>
  </message>
  <message>
   <source>{0}, line {1}</source>
   <translation>{0}, Zeile {1}</translation>
  </message>
 </context>
 <context>
  <name>SlideTable</name>
  <message>
   <source>Slides</source>
   <translation>Schnitte</translation>
  </message>
  <message>
   <source>Slides that were found</source>
   <translation>Gefundene Schnitte</translation>
  </message>
 </context>
 <context>
  <name>SmallMapGrid</name>
  <message>
   <source>Damaged</source>
   <translation>Beschädigt</translation>
  </message>
  <message>
   <source>Duplicates</source>
   <translation>Doppelte</translation>
  </message>
  <message>
   <source>Holes</source>
   <translation>Lücken</translation>
  </message>
  <message>
   <source>Maps of all slides</source>
   <translation>Karten aller Schnitte</translation>
  </message>
  <message>
   <source>No slide is in focus</source>
   <translation>Kein Schnitt hat den Fokus</translation>
  </message>
  <message>
   <source>Off the grid</source>
   <translation>Abseits des Gitters</translation>
  </message>
  <message>
   <source>Pitch</source>
   <translation>Gitterabstand</translation>
  </message>
  <message>
   <source>Selected</source>
   <translation>Ausgewählt</translation>
  </message>
  <message>
   <source>Shown</source>
   <translation>Angezeigt</translation>
  </message>
  <message>
   <source>Tiles</source>
   <translation>Kacheln</translation>
  </message>
  <message>
   <source>no locations</source>
   <translation>keine Positionen</translation>
  </message>
  <message>
   <source>no tiles</source>
   <translation>keine Kacheln</translation>
  </message>
  <message>
   <source>{0} px</source>
   <translation>{0} px</translation>
  </message>
 </context>
 <context>
  <name>SourcePage</name>
  <message>
   <source>&amp;Folder of images</source>
   <translation>Bilder&amp;ordner</translation>
  </message>
  <message>
   <source>A CSV or Parquet file that names each image, its slide and its location</source>
   <translation>Eine CSV- oder Parquet-Datei, die jedes Bild, seinen Schnitt und seine Position nennt</translation>
  </message>
  <message>
   <source>A folder whose images are one slide, or with a folder for each slide, at any depth.</source>
   <translation>Ein Ordner, dessen Bilder ein Schnitt sind, oder mit einem Ordner für jeden Schnitt, in beliebiger Tiefe.</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>C&amp;hoose…</source>
   <translation>Auswä&amp;hlen…</translation>
  </message>
  <message>
   <source>Choo&amp;se…</source>
   <translation>Auswäh&amp;len…</translation>
  </message>
  <message>
   <source>Choose a folder of images</source>
   <translation>Bilderordner wählen</translation>
  </message>
  <message>
   <source>Choose a sheet that names the images</source>
   <translation>Tabelle wählen, die die Bilder nennt</translation>
  </message>
  <message>
   <source>Drop a folder here, or type where it is</source>
   <translation>Ordner hier ablegen oder seinen Pfad eingeben</translation>
  </message>
  <message>
   <source>Folder of images</source>
   <translation>Bilderordner</translation>
  </message>
  <message>
   <source>None: folders and names tell slides and locations</source>
   <translation>Keine: Ordner und Namen ergeben Schnitte und Positionen</translation>
  </message>
  <message>
   <source>Open a recipe</source>
   <translation>Rezept öffnen</translation>
  </message>
  <message>
   <source>Recipes (*.toml)</source>
   <translation>Rezepte (*.toml)</translation>
  </message>
  <message>
   <source>Shee&amp;t (optional)</source>
   <translation>&amp;Tabelle (optional)</translation>
  </message>
  <message>
   <source>Sheet</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <source>Sheets (*.csv *.tsv *.parquet *.pq)</source>
   <translation>Tabellen (*.csv *.tsv *.parquet *.pq)</translation>
  </message>
  <message>
   <source>Where are the images?</source>
   <translation>Wo sind die Bilder?</translation>
  </message>
 </context>
 <context>
  <name>SourceState</name>
  <message>
   <source>1 folder or file cannot be looked at</source>
   <translation>1 Ordner oder Datei nicht lesbar</translation>
  </message>
  <message>
   <source>Built from before</source>
   <translation>Früher verwendet</translation>
  </message>
  <message>
   <source>Choose the column that holds the paths of the images.</source>
   <translation>Wählen Sie die Spalte mit den Pfaden der Bilder.</translation>
  </message>
  <message>
   <source>Drop a folder of images here</source>
   <translation>Bilderordner hier ablegen</translation>
  </message>
  <message>
   <source>JPEG, PNG, TIFF, BMP and WebP are looked for, in it and at any depth below.</source>
   <translation>Gesucht werden JPEG, PNG, TIFF, BMP und WebP, darin und in beliebiger Tiefe darunter.</translation>
  </message>
  <message>
   <source>Look &amp;Again</source>
   <translation>&amp;Erneut suchen</translation>
  </message>
  <message>
   <source>Looking at the images</source>
   <translation>Bilder werden geprüft</translation>
  </message>
  <message>
   <source>Looking for images…</source>
   <translation>Bilder werden gesucht…</translation>
  </message>
  <message>
   <source>Looking was stopped.</source>
   <translation>Die Suche wurde abgebrochen.</translation>
  </message>
  <message>
   <source>None of them can be taken; the next step says why.</source>
   <translation>Keines davon ist verwendbar; der nächste Schritt nennt den Grund.</translation>
  </message>
  <message>
   <source>Open &amp;Recipe…</source>
   <translation>&amp;Rezept öffnen…</translation>
  </message>
  <message>
   <source>Stop &amp;Looking</source>
   <translation>Suche &amp;abbrechen</translation>
  </message>
  <message>
   <source>Take all choices from a file that was saved after a build</source>
   <translation>Alle Einstellungen aus einer Datei übernehmen, die nach einer Erstellung gespeichert wurde</translation>
  </message>
  <message>
   <source>The next step shows what they are.</source>
   <translation>Der nächste Schritt zeigt, was sie sind.</translation>
  </message>
  <message>
   <source>The sheet names no image.</source>
   <translation>Die Tabelle nennt kein Bild.</translation>
  </message>
  <message>
   <source>There is no image in this folder.</source>
   <translation>In diesem Ordner ist kein Bild.</translation>
  </message>
  <message>
   <source>What the folder holds is not known; nothing was kept.</source>
   <translation>Was der Ordner enthält, ist nicht bekannt; nichts wurde behalten.</translation>
  </message>
  <message>
   <source>in {0} folders</source>
   <translation>in {0} Ordnern</translation>
  </message>
  <message>
   <source>or a CSV or Parquet sheet that names them, or a recipe</source>
   <translation>oder eine CSV- oder Parquet-Tabelle, die sie nennt, oder ein Rezept</translation>
  </message>
  <message>
   <source>{0} folders or files cannot be looked at</source>
   <translation>{0} Ordner oder Dateien nicht lesbar</translation>
  </message>
  <message>
   <source>{0} found so far</source>
   <translation>Bisher {0} gefunden</translation>
  </message>
  <message>
   <source>{0} of them cannot be taken</source>
   <translation>{0} davon nicht verwendbar</translation>
  </message>
  <message>
   <source>{0} of {1} images looked at</source>
   <translation>{0} von {1} Bildern geprüft</translation>
  </message>
  <message>
   <source>{0}, {1}</source>
   <translation>{0}, {1}</translation>
  </message>
  <message>
   <source>{0}; the next step says why.</source>
   <translation>{0}; der nächste Schritt nennt den Grund.</translation>
  </message>
 </context>
 <context>
  <name>SplitDialog</name>
  <message>
   <source>&amp;Index</source>
   <translation>&amp;Index</translation>
  </message>
  <message>
   <source>&amp;Parts</source>
   <translation>&amp;Teile</translation>
  </message>
  <message>
   <source>&amp;Records</source>
   <translation>&amp;Datensätze</translation>
  </message>
  <message>
   <source>&amp;TFRecords</source>
   <translation>T&amp;FRecords</translation>
  </message>
  <message>
   <source>A part &amp;for the rest:</source>
   <translation>Ein Teil für den &amp;Rest:</translation>
  </message>
  <message>
   <source>All records</source>
   <translation>Alle Datensätze</translation>
  </message>
  <message>
   <source>All that is shown</source>
   <translation>Alle angezeigten</translation>
  </message>
  <message>
   <source>By what they are divided</source>
   <translation>Wonach aufgeteilt wird</translation>
  </message>
  <message>
   <source>Conditions</source>
   <translation>Bedingungen</translation>
  </message>
  <message>
   <source>Divide &amp;by</source>
   <translation>Aufteilen &amp;nach</translation>
  </message>
  <message>
   <source>How many TFRecords</source>
   <translation>Wie viele TFRecords</translation>
  </message>
  <message>
   <source>Name of the part for the rest</source>
   <translation>Name des Teils für den Rest</translation>
  </message>
  <message>
   <source>One a part</source>
   <translation>Einer je Teil</translation>
  </message>
  <message>
   <source>One a slide</source>
   <translation>Einer je Schnitt</translation>
  </message>
  <message>
   <source>S&amp;eed</source>
   <translation>&amp;Startwert</translation>
  </message>
  <message>
   <source>Save Split</source>
   <translation>Aufteilung speichern</translation>
  </message>
  <message>
   <source>Save t&amp;o</source>
   <translation>&amp;Ziel</translation>
  </message>
  <message>
   <source>Seed of the lot</source>
   <translation>Startwert der Auslosung</translation>
  </message>
  <message>
   <source>Shares, at random</source>
   <translation>Anteile, zufällig</translation>
  </message>
  <message>
   <source>Slides</source>
   <translation>Schnitte</translation>
  </message>
  <message>
   <source>The same seed gives the same parts, on every machine.</source>
   <translation>Derselbe Startwert ergibt dieselben Teile, auf jedem Rechner.</translation>
  </message>
  <message>
   <source>Which records</source>
   <translation>Welche Datensätze</translation>
  </message>
  <message>
   <source>With them</source>
   <translation>Dazu</translation>
  </message>
  <message>
   <source>ma&amp;nifest.json</source>
   <translation>&amp;manifest.json</translation>
  </message>
  <message>
   <source>split.csv tells which slide is in which part.</source>
   <translation>split.csv nennt für jeden Schnitt seinen Teil.</translation>
  </message>
 </context>
 <context>
  <name>StateDelegate</name>
  <message>
   <source>writing, {0} %</source>
   <translation>wird geschrieben, {0} %</translation>
  </message>
 </context>
 <context>
  <name>StatusBar</name>
  <message>
   <source>1 record with a finding</source>
   <translation>1 Datensatz mit Befund</translation>
  </message>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>Counts</source>
   <translation>Anzahlen</translation>
  </message>
  <message>
   <source>not on disk any more</source>
   <translation>nicht mehr vorhanden</translation>
  </message>
  <message>
   <source>read-only</source>
   <translation>schreibgeschützt</translation>
  </message>
  <message>
   <source>{0} records with findings</source>
   <translation>{0} Datensätze mit Befunden</translation>
  </message>
  <message>
   <source>{0} selected</source>
   <translation>{0} ausgewählt</translation>
  </message>
  <message>
   <source>{0} shown</source>
   <translation>{0} angezeigt</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
 </context>
 <context>
  <name>StepButton</name>
  <message>
   <source>Step {0} of {1}: {2}, {3}</source>
   <translation>Schritt {0} von {1}: {2}, {3}</translation>
  </message>
  <message>
   <source>current step</source>
   <translation>aktueller Schritt</translation>
  </message>
  <message>
   <source>done</source>
   <translation>erledigt</translation>
  </message>
  <message>
   <source>to come</source>
   <translation>steht noch aus</translation>
  </message>
 </context>
 <context>
  <name>StepList</name>
  <message>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
 </context>
 <context>
  <name>StructureModel</name>
  <message>
   <source>Content</source>
   <translation>Inhalt</translation>
  </message>
  <message>
   <source>Part</source>
   <translation>Bestandteil</translation>
  </message>
 </context>
 <context>
  <name>StructureView</name>
  <message>
   <source>Structure of the record</source>
   <translation>Aufbau des Datensatzes</translation>
  </message>
 </context>
 <context>
  <name>SummaryCard</name>
  <message>
   <source>Go back to the list of them</source>
   <translation>Zurück zu ihrer Liste</translation>
  </message>
  <message>
   <source>TFRecord</source>
   <translation>TFRecord</translation>
  </message>
  <message>
   <source>TFRecords</source>
   <translation>TFRecords</translation>
  </message>
  <message>
   <source>record</source>
   <translation>Datensatz</translation>
  </message>
  <message>
   <source>records</source>
   <translation>Datensätze</translation>
  </message>
  <message>
   <source>slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>slides</source>
   <translation>Schnitte</translation>
  </message>
 </context>
 <context>
  <name>TableExport</name>
  <message>
   <source>Exporting {0}</source>
   <translation>{0} wird exportiert</translation>
  </message>
  <message>
   <source>Show folder</source>
   <translation>Ordner anzeigen</translation>
  </message>
  <message>
   <source>The export was stopped; nothing was written</source>
   <translation>Der Export wurde abgebrochen; es wurde nichts geschrieben</translation>
  </message>
  <message>
   <source>The folder is {0}</source>
   <translation>Der Ordner ist {0}</translation>
  </message>
  <message>
   <source>The table cannot be exported</source>
   <translation>Die Tabelle lässt sich nicht exportieren</translation>
  </message>
  <message>
   <source>{0} written to {1}</source>
   <translation>{0} in {1} geschrieben</translation>
  </message>
 </context>
 <context>
  <name>TableJoining</name>
  <message>
   <source>&amp;Remove</source>
   <translation>&amp;Entfernen</translation>
  </message>
  <message>
   <source>A table with values of records, tiles or slides</source>
   <translation>Eine Tabelle mit Werten von Datensätzen, Kacheln oder Schnitten</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>Alle Dateien (*)</translation>
  </message>
  <message>
   <source>Remove Joined Columns</source>
   <translation>Verknüpfte Spalten entfernen</translation>
  </message>
  <message>
   <source>Tables (*.csv *.tsv *.csv.gz *.parquet *.parquet.gzip *.pq *.feather)</source>
   <translation>Tabellen (*.csv *.tsv *.csv.gz *.parquet *.parquet.gzip *.pq *.feather)</translation>
  </message>
  <message>
   <source>The columns of this table:</source>
   <translation>Die Spalten dieser Tabelle:</translation>
  </message>
  <message>
   <source>The columns of {0} were removed; the file is as it was.</source>
   <translation>Die Spalten von {0} wurden entfernt; die Datei ist unverändert.</translation>
  </message>
  <message>
   <source>The table cannot be joined</source>
   <translation>Die Tabelle lässt sich nicht verknüpfen</translation>
  </message>
 </context>
 <context>
  <name>TableOptions</name>
  <message>
   <source> px</source>
   <translation> px</translation>
  </message>
  <message>
   <source>All</source>
   <translation>Alle</translation>
  </message>
  <message>
   <source>All {0} columns.</source>
   <translation>Alle {0} Spalten.</translation>
  </message>
  <message>
   <source>As in the records table</source>
   <translation>Wie in der Datensatztabelle</translation>
  </message>
  <message>
   <source>Col&amp;umns</source>
   <translation>Spa&amp;lten</translation>
  </message>
  <message>
   <source>Columns of the table</source>
   <translation>Spalten der Tabelle</translation>
  </message>
  <message>
   <source>Columns to write</source>
   <translation>Zu schreibende Spalten</translation>
  </message>
  <message>
   <source>In pixels of the slide at full size.</source>
   <translation>In Pixeln des Schnitts in voller Auflösung.</translation>
  </message>
  <message>
   <source>Si&amp;de of a tile</source>
   <translation>&amp;Kantenlänge</translation>
  </message>
  <message>
   <source>Side of a tile on the slide</source>
   <translation>Kantenlänge einer Kachel auf dem Schnitt</translation>
  </message>
  <message>
   <source>These</source>
   <translation>Diese</translation>
  </message>
  <message>
   <source>Tick a column.</source>
   <translation>Kreuzen Sie eine Spalte an.</translation>
  </message>
  <message>
   <source>by the distance of tiles</source>
   <translation>nach Abstand der Kacheln</translation>
  </message>
  <message>
   <source>{1} of {0} columns.</source>
   <translation>{1} von {0} Spalten.</translation>
  </message>
 </context>
 <context>
  <name>TileDisplayDialog</name>
  <message>
   <source> MB</source>
   <translation> MB</translation>
  </message>
  <message>
   <source>&amp;Captions below the tiles, {0} at most:</source>
   <translation>&amp;Beschriftungen unter den Kacheln, höchstens {0}:</translation>
  </message>
  <message>
   <source>&amp;Headings over tiles that belong together</source>
   <translation>Über&amp;schriften über zusammengehörigen Kacheln</translation>
  </message>
  <message>
   <source>&amp;Memory for pictures:</source>
   <translation>&amp;Arbeitsspeicher für Bilder:</translation>
  </message>
  <message>
   <source>A heading for each TFRecord, or for each value of what is sorted by if it is text</source>
   <translation>Eine Überschrift für jeden TFRecord oder, wenn nach Text sortiert ist, für jeden Wert</translation>
  </message>
  <message>
   <source>Captions below the tiles</source>
   <translation>Beschriftungen unter den Kacheln</translation>
  </message>
  <message>
   <source>Location (x, y)</source>
   <translation>Position (x, y)</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Pictures beyond this are dropped, those seen longest ago first</source>
   <translation>Bilder darüber hinaus werden verworfen, die am längsten nicht gesehenen zuerst</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>The &amp;value sorted by, on each tile</source>
   <translation>Sortier&amp;wert auf jeder Kachel</translation>
  </message>
  <message>
   <source>Tile Display</source>
   <translation>Kacheldarstellung</translation>
  </message>
  <message>
   <source>{0} MB of it in use</source>
   <translation>{0} MB davon belegt</translation>
  </message>
 </context>
 <context>
  <name>TileGrid</name>
  <message>
   <source>(none)</source>
   <translation>(ohne)</translation>
  </message>
  <message>
   <source>1 tile</source>
   <translation>1 Kachel</translation>
  </message>
  <message>
   <source>Add it to the selection</source>
   <translation>Zur Auswahl hinzufügen</translation>
  </message>
  <message>
   <source>Bytes</source>
   <translation>Bytes</translation>
  </message>
  <message>
   <source>Captions</source>
   <translation>Beschriftungen</translation>
  </message>
  <message>
   <source>Clear selection</source>
   <translation>Auswahl aufheben</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>Spalte</translation>
  </message>
  <message>
   <source>Compare tiles</source>
   <translation>Kacheln vergleichen</translation>
  </message>
  <message>
   <source>Copy image</source>
   <translation>Bild kopieren</translation>
  </message>
  <message>
   <source>Copy location</source>
   <translation>Position kopieren</translation>
  </message>
  <message>
   <source>Copy path of the TFRecord</source>
   <translation>Pfad des TFRecords kopieren</translation>
  </message>
  <message>
   <source>Flag</source>
   <translation>Markierung</translation>
  </message>
  <message>
   <source>Fold</source>
   <translation>Einklappen</translation>
  </message>
  <message>
   <source>Fold all</source>
   <translation>Alle einklappen</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>Gruppe</translation>
  </message>
  <message>
   <source>Headings of groups</source>
   <translation>Gruppenüberschriften</translation>
  </message>
  <message>
   <source>Hide selected</source>
   <translation>Ausgewählte ausblenden</translation>
  </message>
  <message>
   <source>Hide this slide</source>
   <translation>Diesen Schnitt ausblenden</translation>
  </message>
  <message>
   <source>Invert selection</source>
   <translation>Auswahl umkehren</translation>
  </message>
  <message>
   <source>Location</source>
   <translation>Position</translation>
  </message>
  <message>
   <source>No records</source>
   <translation>Keine Datensätze</translation>
  </message>
  <message>
   <source>No tile matches the filter</source>
   <translation>Keine Kachel entspricht dem Filter</translation>
  </message>
  <message>
   <source>No tile matches the filter. There is no “{0}”, but “{1}”: large and small letters differ.</source>
   <translation>Keine Kachel entspricht dem Filter. „{0}“ gibt es nicht, wohl aber „{1}“: Groß- und Kleinschreibung zählt.</translation>
  </message>
  <message>
   <source>None</source>
   <translation>Keine</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Notiz</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Open large</source>
   <translation>Groß öffnen</translation>
  </message>
  <message>
   <source>Put on the light table</source>
   <translation>Auf den Leuchttisch legen</translation>
  </message>
  <message>
   <source>Reading…</source>
   <translation>Wird gelesen…</translation>
  </message>
  <message>
   <source>Return</source>
   <translation>Eingabe</translation>
  </message>
  <message>
   <source>Save image as…</source>
   <translation>Bild speichern unter…</translation>
  </message>
  <message>
   <source>Save selection as…</source>
   <translation>Auswahl speichern unter…</translation>
  </message>
  <message>
   <source>Select all shown</source>
   <translation>Alle angezeigten auswählen</translation>
  </message>
  <message>
   <source>Select “{0}”</source>
   <translation>„{0}“ auswählen</translation>
  </message>
  <message>
   <source>Show TFRecord in its folder</source>
   <translation>TFRecord im Ordner anzeigen</translation>
  </message>
  <message>
   <source>Show only damaged</source>
   <translation>Nur beschädigte anzeigen</translation>
  </message>
  <message>
   <source>Show only selected</source>
   <translation>Nur ausgewählte anzeigen</translation>
  </message>
  <message>
   <source>Show only this slide</source>
   <translation>Nur diesen Schnitt anzeigen</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <source>Slide</source>
   <translation>Schnitt</translation>
  </message>
  <message>
   <source>TFRecord</source>
   <translation>TFRecord</translation>
  </message>
  <message>
   <source>Tile grid</source>
   <translation>Kachelraster</translation>
  </message>
  <message>
   <source>Unfold</source>
   <translation>Ausklappen</translation>
  </message>
  <message>
   <source>Unfold all</source>
   <translation>Alle ausklappen</translation>
  </message>
  <message>
   <source>Value sorted by, on the tiles</source>
   <translation>Sortierwert auf den Kacheln</translation>
  </message>
  <message>
   <source>damaged</source>
   <translation>beschädigt</translation>
  </message>
  <message>
   <source>flagged {0}</source>
   <translation>markiert: {0}</translation>
  </message>
  <message>
   <source>location {0}, {1}</source>
   <translation>Position {0}, {1}</translation>
  </message>
  <message>
   <source>no current tile</source>
   <translation>keine aktuelle Kachel</translation>
  </message>
  <message>
   <source>no picture: {0}</source>
   <translation>kein Bild: {0}</translation>
  </message>
  <message>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <source>note: {0}</source>
   <translation>Notiz: {0}</translation>
  </message>
  <message>
   <source>record {0}</source>
   <translation>Datensatz {0}</translation>
  </message>
  <message>
   <source>selected</source>
   <translation>ausgewählt</translation>
  </message>
  <message>
   <source>slide {0}</source>
   <translation>Schnitt {0}</translation>
  </message>
  <message>
   <source>{0} selected in all</source>
   <translation>insgesamt {0} ausgewählt</translation>
  </message>
  <message>
   <source>{0} shown</source>
   <translation>{0} angezeigt</translation>
  </message>
  <message>
   <source>{0} tiles</source>
   <translation>{0} Kacheln</translation>
  </message>
  <message>
   <source>{0} · {1} selected</source>
   <translation>{0} · {1} ausgewählt</translation>
  </message>
  <message>
   <source>{0} × {1} px</source>
   <translation>{0} × {1} px</translation>
  </message>
  <message>
   <source>{0}, record {1}</source>
   <translation>{0}, Datensatz {1}</translation>
  </message>
 </context>
 <context>
  <name>TileMetrics</name>
  <message>
   <source>Not all tiles could be measured</source>
   <translation>Nicht alle Kacheln konnten gemessen werden</translation>
  </message>
 </context>
 <context>
  <name>TilePictures</name>
  <message>
   <source>Image copied</source>
   <translation>Bild kopiert</translation>
  </message>
  <message>
   <source>It is {0}</source>
   <translation>Zu finden unter {0}</translation>
  </message>
  <message>
   <source>Location copied</source>
   <translation>Position kopiert</translation>
  </message>
  <message>
   <source>Path copied</source>
   <translation>Pfad kopiert</translation>
  </message>
  <message>
   <source>Save image as</source>
   <translation>Bild speichern unter</translation>
  </message>
  <message>
   <source>Saved {0}</source>
   <translation>{0} gespeichert</translation>
  </message>
  <message>
   <source>The image cannot be copied.</source>
   <translation>Das Bild lässt sich nicht kopieren.</translation>
  </message>
  <message>
   <source>The image cannot be saved as {0}: {1}. Choose another folder.</source>
   <translation>Das Bild lässt sich nicht als {0} speichern: {1}. Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>The record cannot be read: {0}.</source>
   <translation>Der Datensatz ist unlesbar: {0}.</translation>
  </message>
  <message>
   <source>The record holds no image to save.</source>
   <translation>Der Datensatz enthält kein Bild zum Speichern.</translation>
  </message>
  <message>
   <source>The tiles cannot be written: {0}</source>
   <translation>Die Kacheln lassen sich nicht schreiben: {0}</translation>
  </message>
  <message>
   <source>{0} tiles are too many to drag, {1} the most: save the selection (Ctrl+S)</source>
   <translation>{0} Kacheln sind zu viele zum Ziehen, höchstens {1}: Speichern Sie die Auswahl (Strg+S)</translation>
  </message>
 </context>
 <context>
  <name>Tour</name>
  <message>
   <source>All that is stored in the current record: the picture, every field with its value, and the bytes with their checksums.</source>
   <translation>Alles, was im aktuellen Datensatz gespeichert ist: das Bild, jedes Feld mit seinem Wert und die Bytes mit ihren Prüfsummen.</translation>
  </message>
  <message>
   <source>Click a tile, Ctrl+click more, or draw a frame around some: they are selected in all views at once. Space shows a tile large, Ctrl+wheel changes their size.</source>
   <translation>Klicken Sie eine Kachel an, weitere mit Strg+Klick, oder ziehen Sie einen Rahmen um einige: Sie sind in allen Ansichten zugleich ausgewählt. Die Leertaste zeigt eine Kachel groß, Strg+Mausrad ändert die Größe.</translation>
  </message>
  <message>
   <source>Ctrl+Shift+P finds any command, slide or column by a few letters. The key ? shows all keys. Files are only read: nothing you do here changes them.</source>
   <translation>Strg+Umschalt+P findet jeden Befehl, jeden Schnitt und jede Spalte anhand weniger Buchstaben. Die Taste ? zeigt alle Tasten. Dateien werden nur gelesen: Nichts, was Sie hier tun, verändert sie.</translation>
  </message>
  <message>
   <source>Each line is a TFRecord, with its tiles and its state. A click goes to its first tile, a double click shows it alone. What is wrong with it is listed below.</source>
   <translation>Jede Zeile ist ein TFRecord mit seinen Kacheln und seinem Zustand. Ein Klick führt zu seiner ersten Kachel, ein Doppelklick zeigt ihn allein. Was nicht stimmt, ist unten aufgeführt.</translation>
  </message>
  <message>
   <source>Each tile at its place on the slide, without the slide. Zoom in with the wheel and the tiles themselves appear. Draw around tiles to select them.</source>
   <translation>Jede Kachel an ihrem Platz auf dem Schnitt, ohne den Schnitt. Zoomen Sie mit dem Mausrad hinein, dann erscheinen die Kacheln selbst. Umfahren Sie Kacheln, um sie auszuwählen.</translation>
  </message>
  <message>
   <source>Everything else</source>
   <translation>Alles Weitere</translation>
  </message>
  <message>
   <source>One tile in full</source>
   <translation>Eine Kachel im Detail</translation>
  </message>
  <message>
   <source>Only some of them</source>
   <translation>Nur einige davon</translation>
  </message>
  <message>
   <source>The slides</source>
   <translation>Die Schnitte</translation>
  </message>
  <message>
   <source>The tiles</source>
   <translation>Die Kacheln</translation>
  </message>
  <message>
   <source>Type a condition on the columns of the table below, such as x &gt; 7000. Every view shows what fulfils it; a click on a column of the table sorts them.</source>
   <translation>Geben Sie eine Bedingung zu den Spalten der Tabelle unten ein, etwa x &gt; 7000. Jede Ansicht zeigt, was sie erfüllt; ein Klick auf eine Spalte der Tabelle sortiert.</translation>
  </message>
  <message>
   <source>Where they lie</source>
   <translation>Wo sie liegen</translation>
  </message>
 </context>
 <context>
  <name>UnfinishedBox</name>
  <message>
   <source>&amp;Go on with it</source>
   <translation>&amp;Fortsetzen</translation>
  </message>
  <message>
   <source>A build of something else was cut off here. What it had finished stays; it cannot be resumed after this one.</source>
   <translation>Eine Erstellung von etwas anderem wurde hier abgebrochen. Was davon fertig war, bleibt; nach dieser lässt sie sich nicht fortsetzen.</translation>
  </message>
  <message>
   <source>Another build is writing to this folder. Wait for it, or choose another one.</source>
   <translation>Eine andere Erstellung schreibt gerade in diesen Ordner. Warten Sie auf sie oder wählen Sie einen anderen.</translation>
  </message>
  <message>
   <source>Begin ane&amp;w</source>
   <translation>&amp;Neu beginnen</translation>
  </message>
  <message>
   <source>This build was cut off here before: {0} of {1} are finished.</source>
   <translation>Diese Erstellung wurde hier schon einmal abgebrochen: {0} von {1} sind fertig.</translation>
  </message>
  <message>
   <source>This build was cut off here before: {0} of {1} is finished.</source>
   <translation>Diese Erstellung wurde hier schon einmal abgebrochen: {0} von {1} ist fertig.</translation>
  </message>
 </context>
 <context>
  <name>ValueDeeds</name>
  <message>
   <source>Fields of record {0} copied</source>
   <translation>Felder von Datensatz {0} kopiert</translation>
  </message>
  <message>
   <source>Only where {0} &lt; {1}</source>
   <translation>Nur wenn {0} &lt; {1}</translation>
  </message>
  <message>
   <source>Only where {0} &gt; {1}</source>
   <translation>Nur wenn {0} &gt; {1}</translation>
  </message>
  <message>
   <source>Only where {0} contains {1}</source>
   <translation>Nur wenn {0} {1} enthält</translation>
  </message>
  <message>
   <source>Only where {0} is not {1}</source>
   <translation>Nur wenn {0} nicht {1} ist</translation>
  </message>
  <message>
   <source>Only where {0} is {1}</source>
   <translation>Nur wenn {0} {1} ist</translation>
  </message>
  <message>
   <source>Save value as</source>
   <translation>Wert speichern unter</translation>
  </message>
  <message>
   <source>Saved {0}</source>
   <translation>{0} gespeichert</translation>
  </message>
  <message>
   <source>The value cannot be saved as {0}: {1}. Choose another folder.</source>
   <translation>Der Wert lässt sich nicht als {0} speichern: {1}. Wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <source>Value of “{0}” copied</source>
   <translation>Wert von „{0}“ kopiert</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlend</translation>
  </message>
  <message>
   <source>{0} bytes are too many to copy; copy the fields one by one</source>
   <translation>{0} Byte sind zu viel zum Kopieren; kopieren Sie die Felder einzeln</translation>
  </message>
  <message>
   <source>{0} bytes are too many to copy; save the value as a file instead</source>
   <translation>{0} Byte sind zu viel zum Kopieren; speichern Sie den Wert stattdessen als Datei</translation>
  </message>
 </context>
 <context>
  <name>ValueList</name>
  <message>
   <source>(empty)</source>
   <translation>(leer)</translation>
  </message>
  <message>
   <source>Find a value</source>
   <translation>Wert suchen</translation>
  </message>
  <message>
   <source>Values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <source>and 1 value more</source>
   <translation>und 1 weiterer Wert</translation>
  </message>
  <message>
   <source>and {0} values more</source>
   <translation>und {0} weitere Werte</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>fehlend</translation>
  </message>
  <message>
   <source>{0}, {1} records</source>
   <translation>{0}, {1} Datensätze</translation>
  </message>
 </context>
 <context>
  <name>ValueViewer</name>
  <message>
   <source> of {0}</source>
   <translation> von {0}</translation>
  </message>
  <message>
   <source>About this value</source>
   <translation>Über diesen Wert</translation>
  </message>
  <message>
   <source>Auto</source>
   <translation>Auto</translation>
  </message>
  <message>
   <source>Auto: {0}</source>
   <translation>Auto: {0}</translation>
  </message>
  <message>
   <source>Byte {0}: {1} = {2}</source>
   <translation>Byte {0}: {1} = {2}</translation>
  </message>
  <message>
   <source>Hex</source>
   <translation>Hex</translation>
  </message>
  <message>
   <source>Image</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Its values go from 0 to {0}: shown brighter than stored.</source>
   <translation>Die Werte gehen von 0 bis {0}: heller angezeigt als gespeichert.</translation>
  </message>
  <message>
   <source>JSON</source>
   <translation>JSON</translation>
  </message>
  <message>
   <source>Looking at all of it…</source>
   <translation>Alles wird durchgesehen…</translation>
  </message>
  <message>
   <source>No values.</source>
   <translation>Keine Werte.</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>Numbers are no image.</source>
   <translation>Zahlen sind kein Bild.</translation>
  </message>
  <message>
   <source>Plot</source>
   <translation>Diagramm</translation>
  </message>
  <message>
   <source>Show the value as</source>
   <translation>Wert anzeigen als</translation>
  </message>
  <message>
   <source>Show the value as; kept for fields of this name</source>
   <translation>Wert anzeigen als; wird für Felder dieses Namens gemerkt</translation>
  </message>
  <message>
   <source>Take the bytes for</source>
   <translation>Bytes deuten als</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>The first of several values.</source>
   <translation>Der erste von mehreren Werten.</translation>
  </message>
  <message>
   <source>Value as an image</source>
   <translation>Wert als Bild</translation>
  </message>
  <message>
   <source>Value in hexadecimal</source>
   <translation>Wert hexadezimal</translation>
  </message>
  <message>
   <source>What numbers the bytes are, little-endian</source>
   <translation>Welche Zahlen die Bytes sind, Little-Endian</translation>
  </message>
  <message>
   <source>Which of several values</source>
   <translation>Welcher von mehreren Werten</translation>
  </message>
  <message>
   <source>all values</source>
   <translation>alle Werte</translation>
  </message>
  <message>
   <source>unknown format</source>
   <translation>unbekanntes Format</translation>
  </message>
  <message>
   <source>{0}, {1} × {2} px.</source>
   <translation>{0}, {1} × {2} px.</translation>
  </message>
 </context>
 <context>
  <name>Verifying</name>
  <message>
   <source>1 error</source>
   <translation>1 Fehler</translation>
  </message>
  <message>
   <source>1 file</source>
   <translation>1 Datei</translation>
  </message>
  <message>
   <source>1 note</source>
   <translation>1 Hinweis</translation>
  </message>
  <message>
   <source>1 record</source>
   <translation>1 Datensatz</translation>
  </message>
  <message>
   <source>1 warning</source>
   <translation>1 Warnung</translation>
  </message>
  <message>
   <source>It could not be verified</source>
   <translation>Die Prüfung ist fehlgeschlagen</translation>
  </message>
  <message>
   <source>It is being verified: the status bar says how far it is.</source>
   <translation>Die Prüfung läuft: Die Statusleiste zeigt, wie weit sie ist.</translation>
  </message>
  <message>
   <source>Show Findings</source>
   <translation>Befunde anzeigen</translation>
  </message>
  <message>
   <source>Stopped: {0} of {1} verified. Verifying again goes on from there.</source>
   <translation>Angehalten: {0} von {1} geprüft. Erneutes Prüfen macht dort weiter.</translation>
  </message>
  <message>
   <source>Verifying {0}</source>
   <translation>{0} wird geprüft</translation>
  </message>
  <message>
   <source>Verifying {0} deeply</source>
   <translation>{0} wird gründlich geprüft</translation>
  </message>
  <message>
   <source>nothing wrong was found</source>
   <translation>nichts zu beanstanden</translation>
  </message>
  <message>
   <source>{0} errors</source>
   <translation>{0} Fehler</translation>
  </message>
  <message>
   <source>{0} files</source>
   <translation>{0} Dateien</translation>
  </message>
  <message>
   <source>{0} notes</source>
   <translation>{0} Hinweise</translation>
  </message>
  <message>
   <source>{0} records</source>
   <translation>{0} Datensätze</translation>
  </message>
  <message>
   <source>{0} warnings</source>
   <translation>{0} Warnungen</translation>
  </message>
  <message>
   <source>{0}, {1}: {2}</source>
   <translation>{0}, {1}: {2}</translation>
  </message>
 </context>
 <context>
  <name>WelcomePage</name>
  <message>
   <source>A TFRecord, or several</source>
   <translation>Ein TFRecord oder mehrere</translation>
  </message>
  <message>
   <source>All TFRecords below it: a dataset</source>
   <translation>Alle TFRecords darin: ein Datenbestand</translation>
  </message>
  <message>
   <source>Build from images…</source>
   <translation>Aus Bildern erstellen…</translation>
  </message>
  <message>
   <source>Drawn slides to try things out on</source>
   <translation>Gezeichnete Schnitte zum Ausprobieren</translation>
  </message>
  <message>
   <source>Look into TFRecords of whole-slide image tiles</source>
   <translation>Einblick in TFRecords mit Kacheln von Schnittbildern</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Open Slideflow project…</source>
   <translation>Slideflow-Projekt öffnen…</translation>
  </message>
  <message>
   <source>Open file…</source>
   <translation>Datei öffnen…</translation>
  </message>
  <message>
   <source>Open folder…</source>
   <translation>Ordner öffnen…</translation>
  </message>
  <message>
   <source>Open sample data</source>
   <translation>Beispieldaten öffnen</translation>
  </message>
  <message>
   <source>Or drop a file, a folder, an index or a folder of images anywhere in this window</source>
   <translation>Oder eine Datei, einen Ordner, einen Index oder einen Bilderordner irgendwo in diesem Fenster ablegen</translation>
  </message>
  <message>
   <source>Recent</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Beginnen</translation>
  </message>
  <message>
   <source>Start page</source>
   <translation>Startseite</translation>
  </message>
  <message>
   <source>TFRecords of folders of tiles</source>
   <translation>TFRecords aus Kachelordnern</translation>
  </message>
  <message>
   <source>Take the tour</source>
   <translation>Rundgang beginnen</translation>
  </message>
  <message>
   <source>Tiles with their patients and labels</source>
   <translation>Kacheln mit ihren Patienten und Labels</translation>
  </message>
  <message>
   <source>What is where, in six steps</source>
   <translation>Was wo ist, in sechs Schritten</translation>
  </message>
  <message>
   <source>What you open will be listed here.</source>
   <translation>Was Sie öffnen, wird hier aufgeführt.</translation>
  </message>
 </context>
 <context>
  <name>WindowLayout</name>
  <message>
   <source>Panels that lie in one place</source>
   <translation>Bereiche, die an einer Stelle liegen</translation>
  </message>
 </context>
 <context>
  <name>_Face</name>
  <message>
   <source>not found</source>
   <translation>nicht gefunden</translation>
  </message>
  <message>
   <source>pinned</source>
   <translation>angeheftet</translation>
  </message>
 </context>
 <context>
  <name>_Line</name>
  <message>
   <source>Finding</source>
   <translation>Befund</translation>
  </message>
 </context>
 <context>
  <name>_Names</name>
  <message>
   <source>Columns</source>
   <translation>Spalten</translation>
  </message>
 </context>
 <context>
  <name>_Sheet</name>
  <message>
   <source>and {0} more</source>
   <translation>und {0} weitere</translation>
  </message>
  <message>
   <source>drawn</source>
   <translation>gezogen</translation>
  </message>
  <message>
   <source>ratio</source>
   <translation>Verhältnis</translation>
  </message>
 </context>
</TS>
